import { expect } from 'chai';
import fc from 'fast-check';
import {
  build,
  exit,
  parseScenario,
  printScenario,
  program,
  ScenarioError,
  send,
  stall,
  toScenario,
  vertex,
  wait,
  type BuildBuilder,
  type ProgramBuilder,
  type Scenario,
  type ScenarioInput,
  type VertexBuilder,
} from '../../../src/scenarios/index.js';
import { anyText } from '../arbitraries.js';

describe('the builders', () => {
  it('make the data that a file would hold', () => {
    const from = vertex('[1/2] FROM docker.io/library/alpine').cached();
    const input: ScenarioInput = {
      builds: [
        build()
          .named('make')
          .when({ target: /^te/i, tags: ['a'] })
          .once()
          .add(
            from,
            vertex('[2/2] RUN make')
              .after(from)
              .takes('3s')
              .logs('cc main.c\n', { stream: 'stderr', at: '1s' })
              .exits(2),
          )
          .replies({ a: 'b' })
          .fails('no', { code: 'INTERNAL', details: [{ typeUrl: 't', json: { x: [1] } }], leavesResult: true })
          .image({ cmd: ['/bin/ash'] }),
      ],
      programs: [
        program('/bin/sh')
          .prompts('/ # ')
          .on(/^exit (\d+)\n/, exit('$1'))
          .onEof(exit(0))
          .onSignal('SIGINT', send('^C', { fd: 2 }), stall()),
      ],
      fallback: true,
    };
    const scenario: Scenario = {
      builds: [
        {
          name: 'make',
          when: { target: { pattern: '^te', flags: 'i' }, tags: ['a'] },
          once: true,
          vertices: [
            { name: '[1/2] FROM docker.io/library/alpine', cached: true },
            {
              name: '[2/2] RUN make',
              inputs: ['[1/2] FROM docker.io/library/alpine'],
              takes: '3s',
              logs: [{ text: 'cc main.c\n', stream: 'stderr', at: '1s' }],
              error: 'process "/bin/sh -c make" did not complete successfully: exit code: 2',
            },
          ],
          reply: { a: 'b' },
          error: { message: 'no', code: 'INTERNAL', details: [{ typeUrl: 't', json: { x: [1] } }], leavesResult: true },
          image: { cmd: ['/bin/ash'] },
        },
      ],
      programs: [
        {
          program: '/bin/sh',
          prompt: '/ # ',
          reactions: [
            { on: { pattern: '^exit (\\d+)\\n' }, do: [{ exit: '$1' }] },
            { on: { eof: true }, do: [{ exit: 0 }] },
            { on: { signal: 'SIGINT' }, do: [{ send: '^C', fd: 2 }, { stall: true }] },
          ],
        },
      ],
      fallback: true,
    };
    expect(toScenario(input)).to.deep.equal(scenario);
    expect(parseScenario(printScenario(toScenario(input)))).to.deep.equal(scenario);
  });

  it('have a word for everything that a vertex does', () => {
    const made = vertex('x')
      .after()
      .digest('sha256:1')
      .internal(false)
      .group('g', 'link', { weak: true })
      .progress('sha256:2', { total: 10, current: 5, takes: '1s', updates: 3 })
      .warns('old', { url: 'https://example.com', level: 2 })
      .fails('boom');
    expect(made.toJSON()).to.deep.equal({
      name: 'x',
      inputs: [],
      digest: 'sha256:1',
      internal: false,
      group: { id: 'g', name: 'link', weak: true },
      statuses: [{ id: 'sha256:2', total: 10, current: 5, takes: '1s', updates: 3 }],
      warnings: [{ short: 'old', url: 'https://example.com', level: 2 }],
      error: 'boom',
    });
  });

  it('have a word for every step of a program', () => {
    const made = program(/sh$/)
      .when({ args: { exactly: ['-c', /make/] } })
      .writes(new Uint8Array([255, 0]), { fd: 2 })
      .waits('1s')
      .expects(/y|n/)
      .does(wait(5), { expect: 'x' })
      .exits(3)
      .once()
      .stalls()
      .failsToStart('gone');
    expect(toScenario({ programs: [made] }).programs).to.deep.equal([
      {
        program: { pattern: 'sh$' },
        when: { args: { exactly: ['-c', { pattern: 'make' }] } },
        once: true,
        steps: [
          { send: { base64: '/wA=' }, fd: 2 },
          { wait: '1s' },
          { expect: { pattern: 'y|n' } },
          { wait: 5 },
          { expect: 'x' },
          { exit: 3 },
          { stall: true },
        ],
        failsToStart: 'gone',
      },
    ]);
  });

  it('leave the builder that they were called on as it was', () => {
    const base = build().when({ target: 'a' });
    const before = structuredClone(base.toJSON());
    base.named('x').add(vertex('v')).when({ builder: 'b' }).replies({ a: '1' });
    expect(base.toJSON()).to.deep.equal(before);
    const shell = program('sh').on('a', exit(1));
    expect(shell.on('b', exit(2)).toJSON().reactions).to.have.lengthOf(2);
    expect(shell.toJSON().reactions).to.have.lengthOf(1);
  });

  it('add to what was asked, replied and added before', () => {
    const made = build()
      .when({ target: 'a', pull: true })
      .when({ target: 'b' })
      .replies({ a: '1' })
      .replies({ b: '2' });
    expect(made.toJSON()).to.deep.equal({ when: { target: 'b', pull: true }, reply: { a: '1', b: '2' } });
    expect(build().add().toJSON()).to.deep.equal({ vertices: [] });
  });

  it('make a large graph quickly', () => {
    let made = build();
    for (let i = 0; i < 3000; i++) made = made.add(vertex(`v${i}`).takes('1s'));
    expect(toScenario({ builds: [made] }).builds?.[0]?.vertices).to.have.lengthOf(3000);
  });

  type Call<B> = (builder: B) => B;
  const calls = <B>(start: B, ...choices: fc.Arbitrary<Call<B>>[]): fc.Arbitrary<B> =>
    fc
      .array(fc.oneof(...choices), { maxLength: 6 })
      .map((list) => list.reduce((builder, call) => call(builder), start));
  const vertexOf = (name: string): fc.Arbitrary<VertexBuilder> =>
    calls(
      vertex(name),
      anyText.map((text) => (v) => v.logs(text)),
      anyText.map((text) => (v) => v.fails(text)),
      fc.integer({ min: 1, max: 255 }).map((code) => (v) => v.exits(code)),
      fc.nat().map((total) => (v) => v.progress('id', { total })),
      anyText.map((text) => (v) => v.warns(text)),
      fc.constant((v) => v.cached().takes('2s').group('g', 'group')),
    );
  const someBuild: fc.Arbitrary<BuildBuilder> = fc.uniqueArray(anyText, { maxLength: 4 }).chain((names) =>
    fc.tuple(...names.map(vertexOf)).chain((vertices) =>
      calls(
        build().add(...vertices),
        anyText.map((text) => (b) => b.named(text)),
        anyText.map((text) => (b) => b.when({ target: text, contextPath: new RegExp(text.replace(/\W/g, '.')) })),
        anyText.map((text) => (b) => b.fails(text)),
        fc.constant((b) => b.once().replies({ a: 'b' })),
      ),
    ),
  );
  const someProgram: fc.Arbitrary<ProgramBuilder> = anyText.chain((path) =>
    calls(
      program(path),
      anyText.map((text) => (p) => p.writes(text).prompts(text)),
      fc.nat({ max: 255 }).map((code) => (p) => p.exits(code).on(`${code}`, exit(code))),
      fc.constant((p) => p.stalls().waits('1m').expects('x').onEof(exit(0)).once()),
      fc.constant((p) => p.on(/^(\w+) (\w+)/g, send('$2'), exit('$2'))),
    ),
  );

  it('make scenarios that can be played, printed and read back, whatever is called in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(someBuild, { maxLength: 2 }),
        fc.array(someProgram, { maxLength: 2 }),
        (builds, programs) => {
          const scenario = toScenario({ builds, programs });
          expect(parseScenario(printScenario(scenario, 'json'), { format: 'json' })).to.deep.equal(scenario);
        },
      ),
    );
  });
});

describe('vertex().exits', () => {
  const texts: readonly (readonly [name: string, quoted: string])[] = [
    ['[2/2] RUN make', '"/bin/sh -c make"'],
    ['[build 3/10] RUN a && b', '"/bin/sh -c a && b"'],
    ['[linux/amd64 stage-1  3/10] RUN echo "hi"', '"/bin/sh -c echo \\"hi\\""'],
    ['[2/2] RUN --mount=type=cache,target=/x --network=none make', '"/bin/sh -c make"'],
    ['[2/2] RUN ["make", "all"]', '"make all"'],
    ['[2/2] RUN [ -f x ]', '"/bin/sh -c [ -f x ]"'],
    ['make', '"/bin/sh -c make"'],
  ];
  for (const [name, quoted] of texts) {
    it(`gives the real text for ${name}`, () => {
      expect(vertex(name).exits(3).script.error).to.equal(
        `process ${quoted} did not complete successfully: exit code: 3`,
      );
    });
  }

  for (const code of [0, 256, -1, 1.5, Number.NaN]) {
    it(`refuses ${code}, with which no step fails`, () => {
      expect(() => vertex('RUN x').exits(code)).to.throw(ScenarioError, `does not fail with exit code ${code}`);
    });
  }
});

describe('toScenario', () => {
  it('refuses what no file can hold, and says where it is', () => {
    const loop: { when?: unknown } = {};
    loop.when = loop;
    const asInput = (value: unknown): ScenarioInput => value as ScenarioInput;
    expect(() => toScenario(asInput({ name: () => 1 }))).to.throw(
      ScenarioError,
      'scenario: name: a function is no data',
    );
    expect(() => toScenario(asInput({ builds: [loop] }))).to.throw(
      ScenarioError,
      'nested more than 64 deep, or holds itself',
    );
    expect(() => toScenario({ builds: [build().when({ shmSize: 2n ** 53n })] })).to.throw(
      ScenarioError,
      'shmSize: 9007199254740992 is beyond what a file can hold: the largest is 9007199254740991',
    );
  });

  it('refuses an expression with a flag that means nothing here', () => {
    expect(() => toScenario({ programs: [program('x').on(/a/y)] })).to.throw(
      'scenario: programs[0].reactions[0].on.flags: expected some of the flags i, m, s, u; got "y"',
    );
  });
});
