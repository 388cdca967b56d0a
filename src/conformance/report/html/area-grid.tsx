import type { VNode } from 'preact';
import { verdicts } from '../../engine/verdict.js';
import type { Report, RequirementReport } from '../../engine/report.js';
import { type Area, areasOf } from './area.js';
import { toneOf } from './tone.js';
import { VerdictMark } from './verdict-mark.js';

/** A cell for each requirement, by area, which leads to it. */
export function AreaGrid({ report }: { readonly report: Report }): VNode {
  return (
    <section class="areas" aria-labelledby="areas">
      <h2 id="areas">Areas</h2>
      <a class="skip" href="#after-areas">
        Skip the grid
      </a>
      <table class="grid" data-arrows>
        <thead class="spoken">
          <tr>
            <th scope="col">Area</th>
            <th scope="col">Requirements</th>
            <th scope="col">Held, of those judged</th>
          </tr>
        </thead>
        <tbody>
          {areasOf(report.requirements).map((area) => (
            <AreaRow key={area.name} area={area} report={report} />
          ))}
        </tbody>
      </table>
      <p class="legend" id="after-areas" tabIndex={-1}>
        {verdicts
          .filter((verdict) => report.summary[verdict] > 0)
          .map((verdict) => (
            <span key={verdict}>
              <VerdictMark verdict={verdict} /> {verdict}
            </span>
          ))}
        <span>
          <i class="sample must" /> MUST
        </span>
        <span>
          <i class="sample" /> SHOULD, OBSERVED
        </span>
      </p>
    </section>
  );
}

function AreaRow({ area, report }: { readonly area: Area; readonly report: Report }): VNode {
  const { name, requirements } = area;
  const judged = requirements.filter(({ verdict }) => verdict !== 'observed' && verdict !== 'skipped');
  const held = judged.filter(({ verdict }) => verdict === 'pass').length;
  return (
    <tr>
      <th scope="row">
        <a href="#requirements" data-shows-area={name}>
          {name}
        </a>
      </th>
      <td class="cells">
        {requirements.map((requirement) => (
          <Cell key={requirement.id} requirement={requirement} report={report} />
        ))}
      </td>
      <td class="held">
        {held}
        <span> / {judged.length}</span>
      </td>
    </tr>
  );
}

function Cell({ requirement, report }: { readonly requirement: RequirementReport; readonly report: Report }): VNode {
  const { id, level, verdict, title } = requirement;
  return (
    <a
      href={`#${id}`}
      class={`cell tone-${toneOf(requirement, report)}${level === 'MUST' ? ' must' : ''}`}
      title={`${id} ${level} ${verdict}: ${title}`}
      aria-label={`${id} ${verdict}`}
    >
      <VerdictMark verdict={verdict} />
    </a>
  );
}
