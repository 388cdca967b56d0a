import type { VNode } from 'preact';
import type { Verdict } from '../../verdict.js';
import type { Report, RequirementReport } from '../report.js';
import { Case } from './case.js';

/** Entries of journals in one page, whatever the number of cases: more make it slow to open. */
const mostEntriesInPage = 24_000;
const mostEntriesInCase = 6000;
const fewestEntriesInCase = 200;
/** So many cases are open from the start. */
const mostOpen = 3;

export interface CasesProps {
  readonly report: Report;
  readonly command: string;
  readonly sections: ReadonlySet<string>;
}

/** Every counterexample of a report: what is to be acted on first. */
export function Cases({ report, command, sections }: CasesProps): VNode {
  const cases = report.requirements
    .flatMap((requirement) => {
      const { counterexample } = requirement;
      return counterexample === undefined ? [] : [{ requirement, counterexample }];
    })
    .toSorted((a, b) => urgency(a.requirement) - urgency(b.requirement));
  const share = Math.floor(mostEntriesInPage / Math.max(cases.length, 1));
  const mostEntries = Math.max(fewestEntriesInCase, Math.min(mostEntriesInCase, share));
  return (
    <section class="cases" aria-labelledby="cases">
      <h2 id="cases">Counterexamples</h2>
      {cases.length === 0 && <p class="none">None.</p>}
      {cases.map(({ requirement, counterexample }, index) => (
        <Case
          key={requirement.id}
          report={report}
          requirement={requirement}
          counterexample={counterexample}
          command={command}
          sections={sections}
          mostEntries={mostEntries}
          open={index < mostOpen}
        />
      ))}
    </section>
  );
}

const levels = ['MUST', 'SHOULD', 'OBSERVED'];
const first: readonly Verdict[] = ['violated', 'error'];

function urgency({ verdict, level }: RequirementReport): number {
  const rank = first.includes(verdict) ? first.indexOf(verdict) : first.length;
  return rank * levels.length + levels.indexOf(level);
}
