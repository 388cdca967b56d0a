import type { Revision } from '../../protocol/revision.js';
import { scenarioOf } from '../../recorder/scenario-of.js';
import type { FaultScript } from '../../scenarios/model/fault-script.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import { ScenarioError } from '../../scenarios/scenario-error.js';
import type { WrittenCallEntry } from '../../journal/written-entry.js';

import { keepAlive } from '../../time/keep-alive.js';
import { answerOf } from './answer-of.js';
import { readWritten } from '../../journal/read-entries.js';
import { type Difference, type Play, reenact, type FakeSetup } from './reenactment.js';

/** A scenario and the quirks with which the fake plays what was seen. */
export interface Staging extends FakeSetup {
  /** Calls in which the fake says something else all the same. */
  readonly missing: readonly Difference[];
}

/** The most calls that are answered in place of the fake; with more it would be no play any more. */
const mostAnswers = 100;

/**
 * Makes a scenario with which the fake says what was seen to a client that does the same: builds and programs go as
 * they went, and where the fake itself would say something else, what was seen is said call by call.
 */
export async function stagingOf(play: Play, revision: Revision): Promise<Staging> {
  return keepAlive(async () => {
    const whole = await attempt(play, revision, 'all');
    if (whole.missing.length === 0) return whole;
    const good = await attempt(play, revision, 'none');
    return good.missing.length < whole.missing.length ? good : whole;
  });
}

async function attempt(play: Play, revision: Revision, quirks: FakeSetup['quirks']): Promise<Staging> {
  const { journal } = play;
  const base = { ...asRecorded(journal, revision), fallback: true };
  const answers = new Map<number, FaultScript>();
  const missing = new Map<number, Difference>();
  const setup = (): FakeSetup => ({ scenario: withFaults(base, answers), revision, quirks });
  for (;;) {
    const difference = await reenact(play, setup(), missing);
    if (difference === undefined) return { ...setup(), missing: [...missing.values()] };
    const { call } = difference;
    if (!answers.has(call) && answers.size < mostAnswers) answers.set(call, answerTo(call, journal));
    else {
      answers.delete(call);
      missing.set(call, difference);
    }
  }
}

/**
 * The builds and programs as they went; nothing of them where a part cannot be played, so that everything is answered
 * call by call.
 */
function asRecorded(journal: readonly WrittenCallEntry[], revision: Revision): Scenario {
  try {
    return scenarioOf({ entries: readWritten(journal, revision) });
  } catch (error) {
    if (error instanceof ScenarioError) return {};
    throw error;
  }
}

function answerTo(call: number, journal: readonly WrittenCallEntry[]): FaultScript {
  const entries = journal.filter((entry) => entry.call === call);
  const method = entries[0]?.rpc;
  const opened = journal.filter((entry) => entry.kind === 'open' && entry.rpc === method);
  return answerOf(entries, opened.findIndex((entry) => entry.call === call) + 1);
}

/** Adds the answers as faults, in the order of the calls. */
function withFaults(base: Scenario, answers: ReadonlyMap<number, FaultScript>): Scenario {
  if (answers.size === 0) return base;
  const faults = [...answers].toSorted(([a], [b]) => a - b).map(([, fault]) => fault);
  return { ...base, faults };
}
