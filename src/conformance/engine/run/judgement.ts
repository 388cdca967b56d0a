import type { Examination } from './examination.js';
import { failureText, matches, type KnownFailure } from './known-failing.js';
import type { Counterexample, RequirementReport } from '../report.js';
import type { Requirement } from '../requirement.js';
import { didNotComeAgain } from './reruns.js';

/** What a report says of a requirement. */
export type Judgement = Pick<RequirementReport, 'verdict' | 'reason' | 'counterexample'>;

/** Gives the verdict on what an examination found. `minimum` is how often the condition must have come up. */
export function judge(
  requirement: Pick<Requirement<never>, 'level'>,
  examination: Examination,
  minimum: number,
  known: KnownFailure | undefined,
): Judgement {
  const { finding } = examination;
  switch (finding.kind) {
    case 'lacking':
    case 'hanging':
      return { verdict: 'skipped', reason: finding.reason };
    case 'broken':
      return { verdict: 'error', reason: finding.reason };
    case 'lost':
      return { verdict: 'error', reason: finding.reason, counterexample: finding.counterexample };
    case 'violated':
      return requirement.level === 'OBSERVED'
        ? { verdict: 'observed', reason: reasonOf(finding.counterexample) }
        : judgeViolation(finding.counterexample, known, known && matches(known, examination));
    case 'held':
      return judgeHeld(requirement, examination, minimum, known);
  }
}

/** What was wrong, and whether it may have been no more than a whim of the target. */
function reasonOf(counterexample: Counterexample): string {
  const { flaky } = counterexample;
  return `${failureText(counterexample)}${flaky === undefined ? '' : `; ${flaky}`}`;
}

function judgeViolation(
  counterexample: NonNullable<Judgement['counterexample']>,
  known: KnownFailure | undefined,
  asKnown: boolean | undefined,
): Judgement {
  const text = reasonOf(counterexample);
  if (known === undefined && didNotComeAgain(counterexample)) return { verdict: 'race', reason: text, counterexample };
  if (known === undefined) return { verdict: 'violated', reason: text, counterexample };
  if (asKnown === true) return { verdict: 'expected', reason: explain(known), counterexample };
  return {
    verdict: 'violated',
    reason: `${text} (it is listed as known to fail, but with ${JSON.stringify(known.signature)})`,
    counterexample,
  };
}

function judgeHeld(
  { level }: Pick<Requirement<never>, 'level'>,
  { exercised, unavailable = 0, note }: Examination,
  minimum: number,
  known: KnownFailure | undefined,
): Judgement {
  const noted = note === undefined ? {} : { reason: note };
  if (exercised < minimum) {
    const flaky = unavailable === 0 ? [] : [`${unavailable} of its calls ended UNAVAILABLE: the target is flaky`];
    const came = `its condition came up ${exercised} of ${minimum} times`;
    const reason = [came, ...flaky, ...(note === undefined ? [] : [note])].join('; ');
    return { verdict: level === 'OBSERVED' ? 'observed' : 'not-exercised', reason };
  }
  if (level === 'OBSERVED') return { verdict: 'observed', reason: note ?? 'it held' };
  if (known === undefined || known.intermittent === true) return { verdict: 'pass', ...noted };
  return { verdict: 'stale', reason: `it passes: take it out of the known-failing file (${explain(known)})` };
}

function explain({ reason, link }: KnownFailure): string {
  return link === undefined ? reason : `${reason}, ${link}`;
}
