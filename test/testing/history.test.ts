import { expect } from 'chai';
import { build, type BuildFailedError, FakeBuildKit, FakeController, vertex } from '../../src/index.js';
import type { StatusResponse } from '../../src/protocol/index.js';
import { BuildHistory, historyProblems, NoVertexError, type ToldStatus } from '../../src/testing/index.js';

const scenario = {
  builds: [
    build()
      .add(vertex('[1/3] FROM alpine').cached())
      .add(
        vertex('[2/3] RUN make')
          .takes('3s')
          .logs('cc ma')
          .logs('in.c\n', { at: '1s' })
          .logs('unused\n', { stream: 'stderr' }),
      )
      .add(vertex('[3/3] RUN test').takes('1s').logs('1 failing: \u00e9\n').fails('exit code: 2')),
  ],
};

async function failingHistory(): Promise<readonly StatusResponse[]> {
  await using fake = await FakeController.start({ scenario });
  try {
    await fake.client().build({ contextPath: '.' });
  } catch (error) {
    return (error as BuildFailedError).statuses;
  }
  throw new Error('the build did not fail');
}

/** As JSON has it: what `--progress rawjson` prints. */
function rawjson(statuses: readonly StatusResponse[]): readonly ToldStatus[] {
  const time = (at: { seconds: bigint; nanos: number } | undefined) =>
    at && new Date(Number(at.seconds) * 1000 + at.nanos / 1e6).toISOString();
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return statuses.map(({ vertices, logs }) => ({
    vertexes: vertices.map((one) => ({ ...one, started: time(one.started), completed: time(one.completed) })),
    logs: logs.map((log) => ({ ...log, stream: Number(log.stream), message: undefined, data: base64(log.message) })),
  }));
}

describe('The history of a build', () => {
  let statuses: readonly StatusResponse[];

  before(async () => {
    statuses = await failingHistory();
  });

  it('has vertices by name, with how they ended, how long they took and what they wrote', () => {
    const history = new BuildHistory(statuses);
    expect(history.vertices.map(({ name, state }) => [name, state])).to.deep.equal([
      // BuildKit announces a vertex before those that it depends on.
      ['[3/3] RUN test', 'failed'],
      ['[2/3] RUN make', 'completed'],
      ['[1/3] FROM alpine', 'cached'],
    ]);
    const make = history.vertex('[2/3] RUN make');
    expect(make.stdout).to.equal('cc main.c\n');
    expect(make.stderr).to.equal('unused\n');
    expect(make.tookMs).to.equal(3000);
    expect(make.inputs).to.deep.equal(['[1/3] FROM alpine']);
    expect(history.vertex(/RUN test/).error).to.include('exit code: 2');
    expect(history.failed.map(({ name }) => name)).to.deep.equal(['[3/3] RUN test']);
    expect(history.output).to.include('1 failing: é\n');
  });

  it('is the same from what generated clients and rawjson tell', () => {
    const told = new BuildHistory(rawjson(statuses));
    const own = new BuildHistory(statuses);
    expect(told.vertices.map(({ name, state, output, tookMs }) => ({ name, state, output, tookMs }))).to.deep.equal(
      own.vertices.map(({ name, state, output, tookMs }) => ({ name, state, output, tookMs })),
    );
    expect(historyProblems(rawjson(statuses), { ended: true })).to.deep.equal([]);
  });

  it('says which vertices there are when one is asked for that is not', () => {
    expect(() => new BuildHistory(statuses).vertex('[2/3] RUN mak'))
      .to.throw(
        NoVertexError,
        /no vertex "\[2\/3\] RUN mak" \(did you mean \[2\/3\] RUN make\?\); there are:\n {2}\[3\/3\] RUN test\n/,
      )
      .with.property('code', 'NO_VERTEX');
  });

  it('puts a character together that two messages share, and tells a warning once', () => {
    const [first, second] = [Buffer.from([0xc3]), Buffer.from([0xa9])];
    const log = (message: Buffer) => ({ vertex: 'sha256:1', stream: '1', message });
    const warning = { vertex: 'sha256:1', level: 1, short: Buffer.from('careful'), detail: [], url: '' };
    const history = new BuildHistory([
      { vertexes: [{ digest: 'sha256:1', name: 'a' }], logs: [log(first)], warnings: [warning] },
      { logs: [log(second)], warnings: [warning] },
    ]);
    expect(history.vertex('a').stdout).to.equal('é');
    expect(history.warnings.map(({ vertex: of, short }) => [of, short])).to.deep.equal([['a', 'careful']]);
  });

  it('is made of what a client of BuildKit is told, too', async () => {
    await using fake = await FakeBuildKit.start({
      scenario: { builds: [build().add(vertex('[1/1] RUN a').logs('b\n'))] },
    });
    const client = fake.client();
    const status = client.open('Control.Status');
    await status.send({ ref: 'r' });
    status.halfClose();
    await client.call('Control.Solve', { ref: 'r', frontend: 'dockerfile.v0' });
    await status.status;
    expect(new BuildHistory(status).vertex('[1/1] RUN a').stdout).to.equal('b\n');
  });

  it('refuses what tells no progress', () => {
    expect(() => new BuildHistory({} as never)).to.throw(TypeError, /tells no progress/);
  });
});

describe('What is wrong with a history', () => {
  const at = (seconds: number) => ({ seconds: BigInt(seconds), nanos: 0 });
  const one = { digest: 'd', name: 'step' };

  const wrong: readonly (readonly [what: string, told: readonly ToldStatus[], problem: string, ended?: boolean])[] = [
    [
      'a log of nobody',
      [{ logs: [{ vertex: 'x', stream: 1 }] }],
      'message 1: a log of x, which no vertex has announced',
    ],
    [
      'an end without a start',
      [{ vertexes: [{ ...one, completed: at(1) }] }],
      'message 1: "step" is completed, and was never started',
    ],
    [
      'an end before the start',
      [{ vertices: [{ ...one, started: at(2), completed: at(1) }] }],
      'message 1: "step" is completed before it started',
    ],
    [
      'a failure that is not over',
      [{ vertices: [{ ...one, started: at(2), error: 'no' }] }],
      'message 1: "step" has failed, and is not completed',
    ],
    [
      'logs in another order than their times',
      [{ vertices: [one], logs: [2, 1].map((time) => ({ vertex: 'd', stream: 1, timestamp: at(time) })) }],
      'message 1: log 2 is older than the one before it',
    ],
    [
      'what is not over at the end',
      [{ vertices: [{ ...one, started: at(1) }] }],
      'at the end: "step" is not completed',
      true,
    ],
    [
      'an input that was never announced',
      [{ vertices: [{ ...one, inputs: ['y'] }] }],
      'at the end: "step" depends on y, which was not announced',
      true,
    ],
  ];

  for (const [what, told, problem, ended = false] of wrong) {
    it(`is told: ${what}`, () => {
      expect(historyProblems(told, { ended })).to.deep.equal([problem]);
      if (ended) expect(historyProblems(told)).to.deep.equal([]);
    });
  }

  it('is nothing where a vertex runs again', () => {
    const again = [
      { vertices: [{ ...one, started: at(1), completed: at(2) }] },
      { vertices: [{ ...one, started: at(1) }] },
      { vertices: [{ ...one, started: at(1), completed: at(4) }] },
    ];
    expect(historyProblems(again, { ended: true })).to.deep.equal([]);
  });
});
