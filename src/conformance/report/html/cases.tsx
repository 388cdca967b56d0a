import type { VNode } from 'preact';
import type { Verdict } from '../../engine/verdict.js';
import type { Report, RequirementReport } from '../../engine/report.js';
import { Case } from './case.js';
import { extentOf } from './extent.js';

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
  const extent = extentOf(cases.map(({ counterexample }) => counterexample.journal.length));
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
          extent={extent}
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
