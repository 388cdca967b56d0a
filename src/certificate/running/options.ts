import type { Target } from '../../conformance/trial/target.js';
import { assertOptions } from '../../conformance/engine/assert-options.js';
import { rule, whole, type OptionRules } from '../../options/rules.js';

/** How a certificate is made; every part has a default. */
export interface CertifyOptions {
  /** How many histories are played. Default 300. */
  readonly histories?: number;
  /** What all histories follow from. Default 0. */
  readonly seed?: number;
  /** How many histories are played at a time. Default 6. */
  readonly atOnce?: number;
  /** How long is waited for what must come, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Plays only this history, cut down along a path, as a disagreement prints it: `12` or `12:0:3`. */
  readonly replay?: string;
  /** Told now and then how far it has come. */
  readonly onProgress?: (text: string) => void;
  /** Makes the fake that is certified, anew for each history. Default: one that is as the target's revision says. */
  readonly fake?: () => Promise<Target>;
}

/** How long a certificate takes at most to find out the shortest history of one disagreement, in milliseconds. */
export const shrinkLimitMs = 60_000;

export const defaults = { histories: 300, seed: 0, atOnce: 6, timeoutMs: 10_000 } as const;

const rules: OptionRules<CertifyOptions> = {
  histories: whole(1),
  seed: rule('a whole number', Number.isSafeInteger),
  atOnce: whole(1),
  timeoutMs: whole(1),
  replay: rule('a history such as 12 or 12:0:3', (value) => typeof value === 'string' && /^\d+(:\d+)*$/.test(value)),
  onProgress: rule('a function', (value) => typeof value === 'function'),
  fake: rule('a function', (value) => typeof value === 'function'),
};

/**
 * Checks the options.
 * @throws ConfigurationError
 */
export function assertCertifyOptions(options: CertifyOptions): void {
  assertOptions(options, rules);
}
