import { defaultTimeoutMs } from '../../conformance/engine/run/options.js';
import { shellQuote } from '../../words/shell-quote.js';
import type { ConformanceFlags } from './options.js';

/** Writes the command line again, as far as it says what was tested and how. */
export function commandOf(flags: Partial<ConformanceFlags>): string {
  const { target, fixtures, restartCommand, revision, quirks, timeout, mutant } = flags;
  const words: readonly (readonly [string, string | undefined])[] = [
    ['--target', target],
    ['--fixtures', fixtures],
    ['--restart-command', restartCommand],
    ['--revision', revision],
    ['--mutant', mutant],
    ['--quirks', typeof quirks === 'object' ? quirks.join(',') : quirks],
    ['--timeout', timeout === undefined || timeout === defaultTimeoutMs ? undefined : `${timeout}ms`],
  ];
  const given = words.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${shellQuote(value)}`]));
  return ['buildx-testkit conformance', ...given].join(' ');
}
