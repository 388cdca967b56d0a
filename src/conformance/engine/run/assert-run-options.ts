import { isObject } from '../../../protocol/is-object.js';
import {
  callback,
  flag,
  listOf,
  oneOf,
  rule,
  signal,
  text,
  whole,
  type OptionRule,
  type OptionRules,
} from '../../../options/rules.js';
import { assertOptions } from '../assert-options.js';
import { signaturePattern } from './known-failing.js';
import type { RunOptions } from './options.js';

const ids = listOf('a list of IDs', text);

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRunner(value: unknown): boolean {
  // A module's namespace, too.
  return isObject(value) && typeof value['describe'] === 'function' && typeof value['it'] === 'function';
}

function isPattern(signature: string): boolean {
  try {
    signaturePattern(signature);
    return true;
  } catch {
    return false;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

const knownFailure: OptionRule = rule(
  '{ id, signature, reason, link?, intermittent? }, with texts, and a signature that is no bad regular expression',
  (value) =>
    isObject(value) &&
    [value['id'], value['reason']].every(isText) &&
    isText(value['signature']) &&
    isPattern(value['signature']),
);

const replay: OptionRule = rule(
  '{ id, seed, path, schedule? } of a counterexample',
  (value) => isObject(value) && isText(value['id']) && Number.isSafeInteger(value['seed']) && isText(value['path']),
);

/** The seeds of fast-check. */
const seed = whole(-(2 ** 31), 2 ** 31 - 1);

/** What is asked for besides where a test runner runs the suite. */
interface Described {
  readonly title?: string;
  readonly runner?: unknown;
  readonly onReport?: unknown;
}

const rules: OptionRules<RunOptions<never> & Described> = {
  only: ids,
  skip: ids,
  level: oneOf(['MUST', 'SHOULD', 'OBSERVED']),
  shard: rule(
    '{ index, of }, whole numbers, index from 1 to of',
    (value) => isObject(value) && isCount(value['index']) && isCount(value['of']) && value['index'] <= value['of'],
  ),
  requirements: listOf(
    'a list of requirements',
    rule('a requirement', (value) => isObject(value) && isText(value['id']) && isObject(value['check'])),
  ),
  runs: whole(1),
  seed,
  timeoutMs: whole(1),
  shrinkMs: whole(0),
  reruns: whole(0),
  strict: flag,
  knownFailing: listOf('a list of known failures', knownFailure),
  replay: listOf('a list of replays', replay),
  budgetMs: whole(1),
  maxTimeMs: whole(1),
  bail: whole(1),
  onMisfit: callback,
  onProgress: callback,
  signal,
  title: text,
  runner: rule('an object with describe and it', isRunner),
  onReport: callback,
};

/** The options of `runConformance` and `describeConformance`. @throws ConfigurationError */
export function assertRunOptions(options: RunOptions<never> & Described): void {
  assertOptions(options, rules);
}
