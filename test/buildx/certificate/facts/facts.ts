import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { progressEventsOf } from '../../../../src/buildx/progress-event.js';
import { withoutSessionEnd } from '../../without-session-end.js';
import type { CertifiedRun } from '../certified-case.js';
import { metadataFacts } from './metadata-facts.js';
import { plainFacts } from './plain-facts.js';
import { progressFacts } from './progress-facts.js';
import { withoutChance } from './without-chance.js';

/** How a run of the program ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Around {
  readonly run: CertifiedRun;
  readonly directory: string;
  readonly parallel: boolean;
}

/** What came of a run: lines, each a fact that another run may have or not. */
export function factsOf(
  { exitCode, stdout, stderr: all }: Ended,
  { run, directory, parallel }: Around,
): readonly string[] {
  const stderr = withoutSessionEnd(all);
  // Which of its calls the program hears of first, and what it says then, is left to chance.
  if (run.interruptedAt !== undefined)
    return [`exit code ${exitCode === 0 ? 0 : 'not 0'}`, ...(/cancell?ed/i.test(stderr) ? ['stderr: canceled'] : [])];
  const clean = (text: string): string => withoutChance(text, directory);
  const progress = run.plain === true ? plainFacts(stderr) : progressFacts(progressEventsOf(stderr), parallel);
  const rest = run.plain === true ? [] : linesOf(withoutEvents(stderr)).map((line) => `stderr: ${line}`);
  const metadata = join(directory, 'm.json');
  return [
    `exit code ${exitCode}`,
    ...linesOf(stdout).map((line) => `stdout: ${line}`),
    ...progress,
    ...rest,
    ...(existsSync(metadata) ? metadataFacts(JSON.parse(readFileSync(metadata, 'utf8')) as object) : []),
    ...filesUnder(join(directory, 'out')).map((file) => `file: out/${file}`),
  ].map(clean);
}

function withoutEvents(text: string): string {
  return text.replace(/^\{(?:.*\}|\r?\n[^]*?^\})\r?\n?/gm, '');
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]));
}

function filesUnder(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true }).map(String).toSorted();
}
