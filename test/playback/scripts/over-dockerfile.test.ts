import { expect } from 'chai';
import fc from 'fast-check';
import { build, fault, FakeController, parseScenario, toScenario } from '../../../src/index.js';
import { overDockerfile } from '../../../src/playback/scripts/over-dockerfile.js';
import { RpcFailure } from '../../../src/playback/rpc-failure.js';
import type { VertexScript } from '../../../src/scenarios/model/vertex-script.js';

const names = [
  '[internal] load build definition from Dockerfile',
  '[1/3] FROM docker.io/library/node',
  '[2/3] COPY . .',
  '[3/3] RUN npm test',
];
const steps = names.map((name, i) => ({
  vertex: { name, inputs: names.slice(Math.max(0, i - 1), i) },
  ...(i === 3 ? { command: '/bin/bash -c npm test' } : {}),
}));
const show = (on: unknown): string => (on instanceof RegExp ? on.source : JSON.stringify(on));

const plain = steps.map(({ vertex }) => vertex);

/** What the builder says, over the steps. */
function over(said: { readonly script: { readonly dockerfile?: object } }): readonly VertexScript[] {
  const { dockerfile = {} } = toScenario({ builds: [said as never] }).builds?.[0] ?? {};
  return overDockerfile(dockerfile, steps);
}

describe('A script over a Dockerfile', () => {
  it('changes what it speaks of, and nothing else', () => {
    const script = build()
      .fromDockerfile()
      .step(/npm test/)
      .takes('2s')
      .logs('1 failing\n')
      .exits(1)
      .step('COPY . .')
      .cached();
    expect(over(script)).to.deep.equal([
      plain[0],
      plain[1],
      { ...plain[2], cached: true },
      {
        ...plain[3],
        takes: '2s',
        logs: [{ text: '1 failing\n' }],
        error: 'process "/bin/bash -c npm test" did not complete successfully: exit code: 1',
      },
    ]);
  });

  it('is the same in YAML', () => {
    const text =
      'builds: [{ dockerfile: { steps: [{ on: { pattern: npm test }, exit: 1, logs: [{ text: "no\\n" }] }] } }]';
    const scenario = toScenario({
      builds: [
        build()
          .fromDockerfile()
          .step(/npm test/)
          .exits(1)
          .logs('no\n'),
      ],
    });
    expect(parseScenario(text)).to.deep.equal(scenario);
  });

  it('knows a step by its instruction, its whole name, a glob and a pattern', () => {
    for (const on of ['RUN npm test', '[3/3] RUN npm test', { glob: 'RUN *' }, /^run NPM/i, /\[3\/3\]/]) {
      expect(over(build().fromDockerfile().step(on).takes(5))[3], show(on)).to.have.property('takes', 5);
    }
  });

  it('lies over what was said before', () => {
    const script = build()
      .fromDockerfile()
      .step(/./)
      .takes(1)
      .logs('all\n')
      .step(/npm/)
      .takes(2)
      .logs('npm\n')
      .fails('no');
    expect(over(script).map(({ takes, logs, error }) => [takes, logs?.map(({ text }) => text), error])).to.deep.equal([
      [1, ['all\n'], undefined],
      [1, ['all\n'], undefined],
      [1, ['all\n'], undefined],
      [2, ['all\n', 'npm\n'], 'no'],
    ]);
  });

  it('says all that a vertex can', () => {
    const script = build()
      .named('x')
      .when({ target: 't' })
      .fromDockerfile()
      .step(/npm/)
      .at('1s')
      .until('go')
      .releases('done')
      .progress('layer', { total: 3 })
      .warns('careful');
    expect(script.script).to.deep.equal({
      name: 'x',
      when: { target: 't' },
      dockerfile: {
        steps: [
          {
            on: { pattern: 'npm' },
            at: '1s',
            until: { barrier: 'go' },
            releases: ['done'],
            statuses: [{ id: 'layer', total: 3 }],
            warnings: [{ short: 'careful' }],
          },
        ],
      },
    });
    expect(over(script)[3]).to.include.keys('at', 'until', 'releases', 'statuses', 'warnings');
  });

  it('that speaks of a step which there is not is told so, with those that there are', () => {
    const wrong = (): unknown => over(build().fromDockerfile().step(/npm/).step('RUN npm tset').exits(1));
    expect(wrong)
      .to.throw(RpcFailure)
      .with.property(
        'message',
        'dockerfile.steps[1]: no step of the Dockerfile is "RUN npm tset"; did you mean "RUN npm test"? Its steps are:\n' +
          names.map((name) => `  ${name}`).join('\n'),
      );
  });

  it('changes nothing that it does not speak of, whatever it says', () => {
    const place = fc.integer({ min: 0, max: names.length - 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, fc.integer({ min: 0, max: 9 }))), (said) => {
        const vertices = overDockerfile({ steps: said.map(([i, takes]) => ({ on: names[i] ?? '', takes })) }, steps);
        for (const [i, vertex] of vertices.entries()) {
          const last = said.findLast(([index]) => index === i);
          expect(vertex).to.deep.equal(last === undefined ? plain[i] : { ...plain[i], takes: last[1] });
        }
      }),
    );
  });

  for (const [wrong, problem] of [
    [build().fromDockerfile(), 'builds[1].dockerfile: no client sends a controller its Dockerfile'],
    [build().registry('docker.io', {}), 'builds[1].registries: a controller pushes nothing'],
    [build().when({ dockerfile: /npm/ }), 'builds[1].when.dockerfile: no client tells a controller'],
    [build().when({ contextFiles: ['a'] }), 'builds[1].when.contextFiles: no client tells a controller'],
    [build().when({ frontend: 'x' }), 'builds[1].when.frontend: no client tells a controller'],
  ] as const) {
    it(`is refused where no client sends one: ${problem}`, async () => {
      await using fake = await FakeController.start();
      expect(() => fake.use({ builds: [build(), wrong] }))
        .to.throw(problem)
        .with.property('code', 'BAD_SCENARIO');
      expect(() => fake.replace([{ builds: [build(), wrong] }])).to.throw(problem);
    });
  }

  it('is refused by a controller together with faults in what only BuildKit serves', async () => {
    await using fake = await FakeController.start();
    const wrong = { builds: [build().fromDockerfile()], faults: [fault('Control.Solve').fails('ABORTED', 'no')] };
    expect(() => fake.use(wrong))
      .to.throw('builds[0].dockerfile: no client sends')
      .with.property('message')
      .that.includes('faults[0].rpc: ');
  });

  for (const [title, text, problem] of [
    [
      'vertices beside it',
      'builds: [{ vertices: [], dockerfile: {} }]',
      'builds[0].vertices: has no place beside dockerfile',
    ],
    [
      'an error beside an exit code',
      'builds: [{ dockerfile: { steps: [{ on: a, exit: 1, error: b }] } }]',
      'steps[0].error: has no place beside exit',
    ],
    ['success as a failure', 'builds: [{ dockerfile: { steps: [{ on: a, exit: 0 }] } }]', 'steps[0].exit'],
    ['steps of nothing', 'builds: [{ dockerfile: { steps: [{ exit: 1 }] } }]', 'steps[0]'],
    [
      'a log after the end',
      'builds: [{ dockerfile: { steps: [{ on: a, logs: [{ text: b, at: 1s }] }] } }]',
      'steps[0].logs[0]: begins after',
    ],
    ['a name of its own', 'builds: [{ dockerfile: { steps: [{ on: a, name: b }] } }]', 'name'],
    [
      'a recording beside it',
      'builds: [{ dockerfile: {}, recorded: { messages: [] } }]',
      'builds[0].dockerfile: has no place beside recorded',
    ],
    ['a pattern that is none', 'builds: [{ dockerfile: { steps: [{ on: { pattern: "(" } }] } }]', 'steps[0].on'],
  ] as const) {
    it(`is wrong with ${title}`, () => {
      expect(() => parseScenario(text)).to.throw(problem);
    });
  }
});
