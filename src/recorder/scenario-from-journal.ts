import { parseRevision, type RevisionName } from '../protocol/parse-revision.js';
import { checkArgument } from '../options/check.js';
import { rule } from '../options/rules.js';
import { isObject } from '../protocol/is-object.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import { readLines } from '../journal/read-entries.js';
import { scenarioOf } from './scenario-of.js';

/**
 * The part of a fake's journal that is read.
 *
 * @since 0.1.0
 */
export interface WritableJournal {
  /** The instant from which the journal's times count, in milliseconds since the Unix epoch. */
  readonly began: number;
  /** One JSON object a line, as {@link Journal.toJsonLines} writes them. */
  toJsonLines(): string;
}

/**
 * A scenario that plays a run again: to a client that does the same, each call says the same messages at the same times
 * and ends with the same status. Builds are known by their options and programs by their command, whatever the session;
 * what went wrong by a scenario's `faults` is not told. Play it with the revision and the quirks of that run.
 *
 * @param journal `fake.journal`, or the JSON lines of one, as `toJsonLines()` and `serve --journal` write them. These do not
 * tell when they began, so that times inside messages are taken to be as late as they can be
 * @param name - the fake's revision, which a journal does not tell
 * @throws JournalError for a line that is none of a journal's; ArgumentError for what is no journal
 * @example await writeFile('run.yaml', printScenario(scenarioFromJournal(fake.journal, fake.revision)));
 * @since 0.1.0
 */
export function scenarioFromJournal(journal: WritableJournal | string, name: RevisionName): Scenario {
  checkArgument('scenarioFromJournal', 'journal', journal, aJournal);
  const revision = parseRevision(name);
  if (typeof journal === 'string') return scenarioOf({ entries: readLines(journal, revision) });
  return scenarioOf({ entries: readLines(journal.toJsonLines(), revision), epoch: journal.began });
}

const aJournal = rule(
  'fake.journal, or the text of its JSON lines',
  (value) => typeof value === 'string' || (isObject(value) && typeof value['toJsonLines'] === 'function'),
);
