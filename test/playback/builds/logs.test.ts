import { expect } from 'chai';
import { layOut } from '../../../src/playback/builds/timeline.js';
import { splitLogs } from '../../../src/playback/builds/split-logs.js';
import { build, checkDeterminism, vertex, type BuildBuilder } from '../../../src/index.js';

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

interface Log {
  readonly at: number;
  readonly stream: number;
  readonly text: string;
}

/** What BuildKit reads of a process at a time. */
const writeBytes = 32 * kibibyte;

/** The logs, each in one however many entries it comes in. */
function logsOf(script: BuildBuilder): readonly Log[] {
  const logs: Log[] = [];
  let full = false;
  for (const entry of entriesOf(script)) {
    const last = logs.at(-1);
    if (last !== undefined && full && last.at === entry.at && last.stream === entry.stream)
      logs[logs.length - 1] = { ...last, text: last.text + entry.text };
    else logs.push(entry);
    full = entry.text.length === writeBytes;
  }
  return logs;
}

function entriesOf({ script }: BuildBuilder): readonly Log[] {
  const { beats } = layOut(script.vertices!, { limits: script.logLimits });
  return beats.flatMap((beat) =>
    beat.message(0).logs.map(({ stream, message }) => ({
      at: beat.at,
      stream: Number(stream),
      text: Buffer.from(message).toString('latin1'),
    })),
  );
}

/** Long runs of a character as `x*COUNT`. */
function brief(text: string): string {
  return text.replaceAll(/([xy])\1{9,}/g, (run: string) => `${run[0]}*${run.length}`);
}

describe('The logs of a step', () => {
  it('come in pieces, evenly, wherever that splits a line or a character', () => {
    const logs = logsOf(build().add(vertex('a').takes('3s').logs('één\nzwei\n', { pieces: 4, takes: '3s' })));
    expect(logs.map(({ at }) => at)).to.deep.equal([0, 1000, 2000, 3000]);
    const bytes = logs.map(({ text }) => Buffer.from(text, 'latin1'));
    expect(bytes.map(({ length }) => length)).to.deep.equal([2, 3, 3, 3]);
    expect(Buffer.concat(bytes).toString()).to.equal('één\nzwei\n');
  });

  it('are clipped at 200 KiB a second, in the words of BuildKit, and resume', () => {
    const step = vertex('a')
      .takes('3s')
      .logs({ repeat: 'x', bytes: 300 * kibibyte }, { at: '500ms' })
      .logs({ repeat: 'x', bytes: 50 * kibibyte }, { at: '600ms' })
      .logs('more', { at: '1500ms' })
      .logs({ repeat: 'x', bytes: 100 * kibibyte }, { at: '1600ms' });
    expect(logsOf(build().add(step)).map(({ at, text }) => [at, brief(text)])).to.deep.equal([
      [500, `x*${200 * kibibyte}\n[output clipped, log limit 200KiB/s reached]\n`],
      [1500, 'more'],
      [1600, `x*${50 * kibibyte - 4}\n[output clipped, log limit 200KiB/s reached]\n`],
    ]);
  });

  it('are clipped at 2 MiB in all, each stream for itself', () => {
    const step = vertex('a')
      .takes('1h')
      .logs({ repeat: 'x', bytes: 2 * mebibyte + 1 }, { at: '20s' })
      .logs({ repeat: 'y', bytes: 2 * mebibyte }, { at: '30s', stream: 'stderr' })
      .logs('lost', { at: '1h' });
    expect(logsOf(build().add(step)).map(({ stream, text }) => [stream, brief(text)])).to.deep.equal([
      [1, `x*${2 * mebibyte}\n[output clipped, log limit 2MiB reached]\n`],
      [2, `y*${2 * mebibyte}`],
    ]);
  });

  it('tell the last 256 KiB of what was clipped when the step fails', () => {
    const big = vertex('a').takes('1s').logs({ repeat: 'x', bytes: mebibyte }).logs('the reason\n', { at: '900ms' });
    const logs = logsOf(build().add(big.fails('no')));
    expect(logs.map(({ text }) => brief(text))).to.deep.equal([
      `x*${200 * kibibyte}\n[output clipped, log limit 200KiB/s reached]\n`,
      `x*${256 * kibibyte - 11}the reason\n`,
    ]);
    expect(logsOf(build().add(big))).to.have.length(1);
  });

  it('come in entries of what BuildKit reads at a time', () => {
    const step = vertex('a').logs({ repeat: 'x', bytes: 100 * kibibyte });
    const sizes = entriesOf(build().add(step)).map(({ text }) => text.length);
    expect(sizes).to.deep.equal([writeBytes, writeBytes, writeBytes, 4 * kibibyte]);
  });

  it('have the limits that the scenario gives', () => {
    const step = vertex('a').logs({ lines: 100 });
    const [clipped] = logsOf(build().logLimits({ size: 4, speed: -1 }).add(step));
    expect(clipped!.text).to.equal('1\n2\n\n[output clipped, log limit 4B reached]\n');
    const [all] = logsOf(
      build()
        .logLimits({ size: -1, speed: -1 })
        .add(vertex('a').logs({ repeat: 'x', bytes: mebibyte })),
    );
    expect(all!.text).to.have.length(mebibyte);
  });

  it('begin anew with every run of the step', () => {
    const logs = [{ text: { repeat: 'x', bytes: 200 * kibibyte } }];
    const step = vertex('a').logs(logs[0]!.text).restarts({ takes: '1s', logs });
    expect(logsOf(build().add(step)).map(({ text }) => brief(text))).to.deep.equal([
      `x*${200 * kibibyte}`,
      `x*${200 * kibibyte}`,
    ]);
  });

  it('are sent in messages of their own beyond 1 MiB, each with the warnings', () => {
    const text = { repeat: 'x', bytes: 600 * kibibyte };
    const step = vertex('a').takes('10s').warns('careful', { at: '9s' });
    const logged = [0, 1, 2].reduce((before) => before.logs(text, { at: '9s' }), step);
    const { beats } = layOut(build().add(logged).script.vertices!);
    const parts = beats.flatMap((beat) => splitLogs(beat.message(0)));
    expect(parts.map(({ logs, warnings }) => [logs.length, warnings.length])).to.deep.equal([
      [0, 0],
      [0, 0],
      [33, 1],
      [24, 1],
      [0, 0],
    ]);
  });

  it('are the same every time', async () => {
    const scenario = {
      builds: [
        build().add(
          vertex('a').takes('5s').logs({ lines: 200_000 }, { pieces: 50, takes: '5s' }),
          vertex('b').after().takes('5s').logs({ repeat: '\u{1F600}', bytes: 9999 }, { pieces: 7, takes: '1s' }),
        ),
      ],
    };
    const journal = await checkDeterminism((fake) => fake.client().build({ contextPath: '.' }, { ref: 'r' }), {
      scenario,
      runs: 5,
      schedule: 'seeded',
    });
    expect(journal.match(/Status#\d+ <- \{logs/g)).to.have.length.above(20);
  });
});
