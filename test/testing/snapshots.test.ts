import { expect } from 'chai';
import { build, FakeController, vertex, type BuildRun } from '../../src/index.js';
import { historyEvents, journalData, journalText, progressText, statusesText } from '../../src/testing/index.js';

/** The same build, which takes as long as is said. */
async function built(takes: string): Promise<{ readonly run: BuildRun; readonly fake: FakeController }> {
  const make = vertex('[1/2] RUN make')
    .takes(takes)
    .logs('a\n')
    .logs('b\n', { at: '500ms' })
    .logs('c\n', { stream: 'stderr' });
  const fake = await FakeController.start({
    scenario: { builds: [build().add(make).add(vertex('[2/2] COPY . .').cached())] },
  });
  const run = await fake.client().build({ contextPath: '.' }, { ref: 'r' });
  await fake.stop();
  return { run, fake };
}

describe('A snapshot', () => {
  let short: Awaited<ReturnType<typeof built>>;
  let long: typeof short;

  before(async () => {
    short = await built('1s');
    long = await built('2h');
  });

  it('of statuses is a line an event, with names and without times', () => {
    expect(statusesText(short.run)).to.equal(
      [
        '[2/2] COPY . .: announced',
        '[1/2] RUN make: announced',
        '[1/2] RUN make: started',
        '[1/2] RUN make: stdout "a\\n"',
        '[1/2] RUN make: stderr "c\\n"',
        '[1/2] RUN make: stdout "b\\n"',
        '[1/2] RUN make: completed',
        '[2/2] COPY . .: started',
        '[2/2] COPY . .: cached',
        '',
      ].join('\n'),
    );
  });

  it('is the same however long it took, unless times are asked for', () => {
    expect(statusesText(long.run)).to.equal(statusesText(short.run));
    expect(historyEvents(long.run)).to.deep.equal(historyEvents(short.run));
    expect(journalText(long.fake)).to.equal(journalText(short.fake));
    expect(journalData(long.fake)).to.deep.equal(journalData(short.fake));
    expect(statusesText(long.run, { times: true })).to.include('\n7200.000s [1/2] RUN make: completed\n');
    expect(historyEvents(short.run, { times: true })).to.deep.include({
      at: 1000,
      vertex: '[1/2] RUN make',
      event: 'completed',
    });
    expect(journalText(long.fake, { times: true })).to.equal(long.fake.journal.toText());
    expect(journalData(long.fake, { times: true }).at(-1)).to.have.property('time', 7_200_000);
  });

  it('of a journal has no time, neither in front of a line nor within', () => {
    const text = journalText(short.fake);
    expect(text).to.match(/^1 Status#1 -> open\n/);
    expect(text).to.not.match(/\d\.\d{3}s|2023-/);
    expect(text.split('\n')).to.have.lengthOf(short.fake.journal.entries.length + 1);
  });

  it('goes into JSON', () => {
    expect(JSON.parse(JSON.stringify(journalData(short.fake)))).to.deep.equal(journalData(short.fake));
    expect(JSON.parse(JSON.stringify(historyEvents(short.run)))).to.deep.equal(historyEvents(short.run));
  });

  it('tells that a vertex runs again, even in the instant in which it began', () => {
    const at = { seconds: 1n, nanos: 0 };
    const told = [{ completed: at }, {}, { completed: at }].map((more) => ({
      vertices: [{ digest: 'd', name: 'v', started: at, ...more }],
    }));
    expect(historyEvents(told).map(({ event }) => event)).to.deep.equal([
      'announced',
      'started',
      'completed',
      'started',
      'completed',
    ]);
  });

  it('joins what a vertex wrote in one go, however it was cut', () => {
    const log = (text: string) => ({ logs: [{ vertex: 'd', stream: 1, msg: Buffer.from(text) }] });
    const told = [{ vertexes: [{ digest: 'd', name: 'v' }] }, log('a'), log('b\n'), log('c\n')];
    expect(statusesText(told)).to.equal('v: announced\nv: stdout "ab\\nc\\n"\n');
  });

  it('of what buildx printed has no times', () => {
    const printed =
      '#1 [1/2] FROM alpine\n#1 DONE 0.1s\n\n#2 [2/2] RUN sleep 2.0s\n#2 0.123 took 3.5s\n#2 sha256:ab 1.0MB / 1.0MB 0.2s done\n#2 ERROR: exit code: 2\n';
    expect(progressText(printed)).to.equal(
      '#1 [1/2] FROM alpine\n#1 DONE\n\n#2 [2/2] RUN sleep 2.0s\n#2 took 3.5s\n#2 sha256:ab 1.0MB / 1.0MB done\n#2 ERROR: exit code: 2\n',
    );
    expect(progressText(printed, { times: true })).to.equal(printed);
  });
});
