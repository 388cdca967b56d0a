import type { VNode } from 'preact';
import type { Report, RequirementReport } from '../../engine/report.js';
import { msText } from '../ms-text.js';
import { areaOf } from './area.js';
import { caseAnchor } from './case.js';
import { Filters } from './filters.js';
import { Source } from './source.js';
import { toneOf } from './tone.js';
import { VerdictBadge } from './verdict-mark.js';

export interface RequirementTableProps {
  readonly report: Report;
  readonly sections: ReadonlySet<string>;
}

/** All requirements in the report's order. */
export function RequirementTable({ report, sections }: RequirementTableProps): VNode {
  return (
    <section class="requirements" aria-labelledby="requirements">
      <h2 id="requirements" tabIndex={-1}>
        Requirements
      </h2>
      <Filters requirements={report.requirements} />
      <table class="list">
        <thead>
          <tr>
            <th scope="col">ID</th>
            <th scope="col">Verdict</th>
            <th scope="col">Requirement</th>
            <th scope="col" class="number">
              Runs
            </th>
            <th scope="col" class="number">
              Time
            </th>
          </tr>
        </thead>
        <tbody>
          {report.requirements.map((requirement) => (
            <Row key={requirement.id} requirement={requirement} report={report} sections={sections} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends RequirementTableProps {
  readonly requirement: RequirementReport;
}

function Row({ requirement, report, sections }: RowProps): VNode {
  const { id, level, verdict, title, source, runs, exercised, durationMs, reason, counterexample } = requirement;
  return (
    <tr id={id} tabIndex={-1} data-verdict={verdict} data-level={level} data-area={areaOf(requirement)}>
      <th scope="row">
        <span class="id">{id}</span>
        <span class="level">{level}</span>
      </th>
      <td>
        <VerdictBadge verdict={verdict} tone={toneOf(requirement, report)} />
      </td>
      <td>
        <p class="title">{title}</p>
        {reason !== undefined && <p class="reason">{reason}</p>}
        <p class="origin">
          <Source text={source} shown={sections} />
          {counterexample !== undefined && <a href={`#${caseAnchor(id)}`}>counterexample</a>}
        </p>
      </td>
      <td class="number" title={`its condition came up ${exercised} times`}>
        {runs}
        <span class="unit"> {runs === 1 ? 'run' : 'runs'}</span>
      </td>
      <td class="number">{msText(durationMs)}</td>
    </tr>
  );
}
