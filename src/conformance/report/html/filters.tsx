import type { VNode } from 'preact';
import { verdicts } from '../../engine/verdict.js';
import type { RequirementReport } from '../../engine/report.js';
import { areasOf } from './area.js';
import { VerdictMark } from './verdict-mark.js';

/** What narrows the list of requirements; hidden where no script does it. */
export function Filters({ requirements }: { readonly requirements: readonly RequirementReport[] }): VNode {
  const count = (key: 'verdict' | 'level', value: string): number =>
    requirements.filter((one) => one[key] === value).length;
  return (
    <search class="filters" hidden data-filters>
      <div class="words">
        <label>
          Search
          <input type="search" name="words" autocomplete="off" />
        </label>
        <label>
          Area
          <select name="area">
            <option value="">all</option>
            {areasOf(requirements).map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset>
        <legend>Verdict</legend>
        {verdicts
          .filter((verdict) => count('verdict', verdict) > 0)
          .map((verdict) => (
            <label key={verdict}>
              <input type="checkbox" name="verdict" value={verdict} />
              <span>
                <VerdictMark verdict={verdict} /> {verdict} <b>{count('verdict', verdict)}</b>
              </span>
            </label>
          ))}
      </fieldset>
      <fieldset>
        <legend>Level</legend>
        {['MUST', 'SHOULD', 'OBSERVED']
          .filter((level) => count('level', level) > 0)
          .map((level) => (
            <label key={level}>
              <input type="checkbox" name="level" value={level} />
              <span>
                {level} <b>{count('level', level)}</b>
              </span>
            </label>
          ))}
      </fieldset>
      <p class="shown">
        <output aria-live="polite" data-count />
        <button type="button" data-reset>
          Show all
        </button>
      </p>
    </search>
  );
}
