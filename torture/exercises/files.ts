import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import { loadScenario } from '../../src/scenarios/format/load-scenario.js';
import { runCli, type CliResult } from '../../test/cli/run-cli.js';
import { commands } from '../../test/words/hostile.js';
import { mutatedText } from '../arbitraries/mutated-text.js';
import { Defects } from '../defects.js';
import type { Exercise } from '../exercise.js';
import * as good from '../good-files.js';
import { holds } from '../holds.js';
import { within } from '../within.js';

/** How files of a kind are read, and what may come of it where they are still good. */
interface Reader {
  readonly kind: string;
  readonly files: good.GoodFiles;
  readonly args: (file: string) => readonly string[];
  /** Exit codes of a file that is good. */
  readonly good: readonly number[];
}

/** Where nobody listens: files are read before. */
const nowhere = ['conformance', '--target', '127.0.0.1:1'];
const filesARound = 12;

/** Files that are almost good, given to every verb that reads any. */
export const files: Exercise = {
  name: 'files',
  promise:
    'A file that is wrong ends in exit code 2 and an error that names it, in bounded time; one that is taken is playable.',
  unit: 'files',
  share: 2,
  async open({ directory }) {
    const out = join(directory, 'out.yaml');
    const readers: readonly Reader[] = [
      { kind: 'scenario', files: good.goodScenarios, args: (file) => ['scenarios', 'validate', file], good: [0] },
      { kind: 'fixtures', files: good.goodFixtures, args: (file) => [...nowhere, '--fixtures', file], good: [3] },
      {
        kind: 'known-failing',
        files: good.goodKnownFailing,
        args: (file) => [...nowhere, '--known-failing', file],
        good: [3],
      },
      { kind: 'replay', files: good.goodReplays, args: (file) => [...nowhere, '--replay', file], good: [3] },
      {
        kind: 'report',
        files: good.goodReports,
        args: (file) => ['conformance', 'merge', file],
        good: [0, 1, 3, 4, 5],
      },
      {
        kind: 'journal',
        files: await good.goodJournals(),
        args: (file) => ['record', '--from-journal', file, '--revision', '2023-04', '--out', out],
        good: [0, 4],
      },
    ];
    return {
      async round(seed) {
        let done = 0;
        for (const reader of readers) {
          const bytes = mutatedText(reader.files.texts, reader.files.data);
          const input = fc.record({
            bytes: bytes.map((all) => Buffer.from(all).toString('latin1')),
            json: fc.boolean(),
          });
          const round = await holds(seed, filesARound, input, (file) => give(reader, directory, file));
          done += round.done;
          if (round.broken !== undefined) return { done, broken: `a ${reader.kind} file: ${round.broken}` };
        }
        return { done };
      },
      close: async () => {},
    };
  },
};

interface HostileFile {
  /** A character a byte. */
  readonly bytes: string;
  readonly json: boolean;
}

async function give(
  { kind, args, good: codes }: Reader,
  directory: string,
  { bytes, json }: HostileFile,
): Promise<void> {
  const file = join(directory, `hostile-${kind}.${json ? 'json' : 'yaml'}`);
  writeFileSync(file, Buffer.from(bytes, 'latin1'));
  const result = await within('the verdict on a file', runCli(args(file)));
  assertSaid(result, file, codes);
  if (kind !== 'scenario') return;
  if (result.code === 2) assertSaid(await within('the verdict of serve', runCli(['serve', file])), file, []);
  else await play(file);
}

function assertSaid({ code, err }: CliResult, file: string, good: readonly number[]): void {
  const fail = (what: string): never => {
    throw new Error(`${what}: exit code ${code}, ${err.slice(0, 1000)}`);
  };
  if (/BUILDX_TESTKIT_DEBUG|\n\s+at |TypeError|RangeError|\(reading '/.test(err)) fail('it broke something of ours');
  if (commands.test(err)) fail('its words reach the terminal as they are');
  if (code === 2 && !err.includes(file)) fail('the error does not name the file');
  if (code !== 2 && !good.includes(code)) fail('the exit code is another');
}

/** So long, in milliseconds, a build of a scenario that was taken may go on; then its client has enough. */
const playMs = 30;

async function play(file: string): Promise<void> {
  const defects = new Defects();
  await using fake = await FakeController.start({
    scenario: await loadScenario(file),
    journal: { entries: 100 },
    warn: () => {},
  });
  defects.watch(fake);
  const controller = new AbortController();
  const { signal } = controller;
  const build = fake
    .client()
    .build({ contextPath: '.', tags: ['a:b'] }, { ref: 'r', signal })
    .catch(() => undefined);
  const timer = setTimeout(() => controller.abort(), playMs);
  await within('a build of a scenario that was taken ends', build);
  clearTimeout(timer);
  defects.assertNone();
}
