import { types } from 'node:util';
import { complaintAboutBound } from '../journal/journal-bound.js';
import { anything, callback, oneOf, oneOfOr, rule, type OptionRules, whole } from '../options/rules.js';
import { isObject } from '../protocol/is-object.js';
import type { FakeOptions } from './fake-options.js';

function isScheduler(value: unknown): boolean {
  return isObject(value) && (typeof value['turn'] === 'function' || typeof value['schedule'] === 'function');
}

const schedulers = "a scheduler, such as fast-check's fc.scheduler() or scheduleOf([…])";
const schedule = oneOfOr(['arrival', 'seeded'], schedulers, isScheduler, { random: 'seeded', none: 'arrival' });

/** What draws schedulers is mistaken for one of them: `schedule: fc.scheduler()`. */
function scheduleOrHint(name: string, value: unknown): string | undefined {
  const isArbitrary = isObject(value) && typeof value['generate'] === 'function';
  if (!isArbitrary) return schedule(name, value);
  return `bad ${name}: that is fast-check's arbitrary, which draws schedulers; give one that it has drawn: fc.asyncProperty(fc.scheduler(), async (s) => … schedule: s …)`;
}

function isInstant(value: unknown): boolean {
  return types.isDate(value) ? !Number.isNaN(+value) : Number.isFinite(value);
}

/** What the options of any fake may be. */
export const fakeOptionRules: OptionRules<FakeOptions> = {
  // Checked as a scenario, with the place of what is wrong in it.
  scenario: anything,
  seed: whole(Number.MIN_SAFE_INTEGER),
  races: oneOf(['usual', 'seeded'], { random: 'seeded', none: 'usual' }),
  clock: oneOf(['auto', 'manual', 'real'], { virtual: 'auto', fake: 'auto', system: 'real', wall: 'real' }),
  schedule: scheduleOrHint,
  epoch: rule('a Date, or milliseconds since the Unix epoch', isInstant),
  onUnhandledRequest: oneOf(['error', 'warn', 'builtin'], { fail: 'error', ignore: 'builtin', bypass: 'builtin' }),
  onStuck: oneOf(['warn', 'error', 'ignore'], { fail: 'error', off: 'ignore' }),
  journal: complaintAboutBound,
  warn: callback,
};
