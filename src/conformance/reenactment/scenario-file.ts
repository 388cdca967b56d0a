import { checkArgument } from '../../options/check.js';
import { having } from '../../options/rules.js';
import { statusCodes } from '../../protocol/status-code.js';
import { printRecording } from '../../recorder/print-recording.js';
import { toScenario } from '../../scenarios/to-scenario.js';
import { failureText } from '../engine/run/known-failing.js';
import type { WrittenCallEntry } from '../../journal/written-entry.js';
import type { Report, RequirementReport } from '../engine/report.js';
import type { Difference } from './reenactment.js';

/**
 * Makes a scenario, in YAML, with which the fake says to a client what the target said when it violated a requirement.
 * It is tried out on the fake first: what the fake does not say all the same is named in the comment at its head.
 *
 * @returns undefined when there is no counterexample
 * @since 0.1.0
 */
export async function scenarioFileOf(
  requirement: RequirementReport,
  report: Pick<Report, 'revision' | 'target'>,
): Promise<string | undefined> {
  checkArgument('scenarioFileOf', 'requirement', requirement, having('the report of a requirement', 'id', 'title'));
  checkArgument('scenarioFileOf', 'report', report, having('the report that it is in', 'revision', 'target'));
  const { id, title, counterexample } = requirement;
  const { revision, target } = report;
  if (counterexample === undefined) return undefined;
  const { journal, tookMs = 0 } = counterexample;
  // Loaded here, so that only those who ask for a scenario wait for the fake.
  const { stagingOf } = await import('./staging.js');
  const { scenario, quirks, missing } = await stagingOf({ journal, tookMs }, revision);
  const flags = `--revision ${revision}${quirks === 'all' ? '' : ` --quirks ${quirks}`}`;
  const comment = [
    `${id}: ${title}`,
    `As ${target.info.package} ${target.info.version} violated it: ${failureText(counterexample)}`,
    '',
    `Serve it with: buildx-testkit serve FILE ${flags}`,
    ...said(missing, journal),
  ];
  return printRecording(toScenario({ name: `${id}, violated`, ...scenario }), comment.flatMap(lines).join('\n'));
}

function said(missing: readonly Difference[], journal: readonly WrittenCallEntry[]): readonly string[] {
  if (journal.length === 0) return ['Nothing of what was sent could be written down: this is the fake as it is.'];
  const loss = journal.some(({ status }) => status?.code === statusCodes.UNAVAILABLE)
    ? ['Calls that a lost connection ended end as they did, but the connection stays.']
    : [];
  if (missing.length === 0) return ['A client that does the same gets the same, message for message.', ...loss];
  const nameOf = (call: number): string => `${journal.find((entry) => entry.call === call)?.rpc ?? ''} #${call}`;
  return [
    'A client that does the same gets the same, but for what a scenario cannot express:',
    ...missing.map(({ call, what }) => `- ${nameOf(call)}: ${what}`),
    ...loss,
  ];
}

/** The lines of a comment, which nothing in the text may end. */
function lines(text: string): readonly string[] {
  return text.split(/[\r\n\u2028\u2029]+/);
}
