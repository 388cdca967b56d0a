import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeServer } from '../../serving/fake-server.js';
import { entryToText } from '../../journal/entry-text.js';
import type { RunningTest } from './running-test.js';
import { seedOfName } from './seed-of-name.js';

/** How much of a journal, and of its diagram, is in a report. */
const mostEntries = 60;
const mostLines = 60;
const longestLine = 240;

/** The files that journals were written to in this process: tests may have one name, and may be tried several times. */
const written = new Set<string>();

/** A fake of a test that failed. */
export interface FailedFake {
  readonly fake: FakeServer;
  /** Its class, such as `FakeController`. */
  readonly kind: string;
  readonly seed: number;
  /** Where its journal is to be written; undefined for nowhere. */
  readonly traces: string | undefined;
}

/** What is said of a test that failed: the journal of each fake, its diagram, its seed, and how to see it again. */
export async function failureReport(fakes: readonly FailedFake[], test: RunningTest): Promise<string> {
  const parts = [];
  for (const failed of fakes) parts.push(await reportOf(failed, test));
  return [...parts, `run it again: ${test.again}`].join('\n');
}

async function reportOf({ fake, kind, seed, traces }: FailedFake, test: RunningTest): Promise<string> {
  const { entries } = fake.journal;
  const start = `the ${kind} of this test; to have the same elsewhere: ${kind}.start({ seed: ${seed}, … })`;
  const trace = traces === undefined ? [] : [`all of its journal: ${writeTrace(fake, traces, test)}`];
  if (entries.length === 0) return [start, 'no call came', ...trace].join('\n');
  const { diagramOf } = await import('../../conformance/counterexample/diagram.js');
  return [
    start,
    ...lastOf(
      entries.map((entry) => `  ${entryToText(entry)}`),
      mostEntries,
    ),
    ...lastOf(
      diagramOf(entries)
        .split('\n')
        .map((line) => `  ${line}`),
      mostLines,
    ),
    ...trace,
  ].join('\n');
}

function lastOf(lines: readonly string[], most: number): readonly string[] {
  const shown = lines.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  return shown.length <= most ? shown : [`  … ${shown.length - most} before`, ...shown.slice(-most)];
}

/** Writes the journal to a file of its own, whose name tells the test; tests of two files may have one name. */
function writeTrace(fake: FakeServer, directory: string, { name, file = '' }: RunningTest): string {
  const words = name
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80);
  const base = join(directory, `${words}-${seedOfName(`${file} ${name}`).toString(36)}`);
  let path = `${base}.jsonl`;
  for (let count = 2; written.has(path); count += 1) path = `${base}-${count}.jsonl`;
  written.add(path);
  mkdirSync(directory, { recursive: true });
  writeFileSync(path, fake.journal.toJsonLines());
  return path;
}
