import type { VNode } from 'preact';
import { type Verdict, verdicts } from '../../engine/verdict.js';
import type { Report } from '../../engine/report.js';
import { VerdictMark } from './verdict-mark.js';
import { type Tone, toneOf } from './tone.js';

interface Segment {
  readonly verdict: Verdict;
  readonly label: string;
  readonly tone: Tone;
  readonly count: number;
}

/** The worst first, as far as they came up. */
const order: readonly Verdict[] = verdicts.toSorted((a, b) => severity(a) - severity(b));

function severity(verdict: Verdict): number {
  return ['violated', 'error', 'stale', 'not-exercised', 'race', 'expected', 'skipped', 'observed', 'pass'].indexOf(
    verdict,
  );
}

/** How often each verdict came up: drawn, and in words that lead to the list of them. */
export function VerdictBar({ report }: { readonly report: Report }): VNode {
  const segments = segmentsOf(report);
  const total = report.requirements.length;
  let before = 0;
  return (
    <section class="sums" aria-labelledby="sums">
      <h2 id="sums">Verdicts</h2>
      <svg class="bar" aria-hidden="true" width="100%" height="14">
        {segments.map(({ label, tone, count }) => {
          const x = (before / total) * 100;
          before += count;
          return (
            <rect key={label} class={`tone-${tone}`} x={`${x}%`} width={`${(count / total) * 100}%`} height="14" />
          );
        })}
      </svg>
      <ul>
        {segments.map(({ verdict, label, tone, count }) => (
          <li key={label}>
            <a href="#requirements" data-shows-verdict={verdict} class={`tone-${tone}`}>
              <VerdictMark verdict={verdict} />
              <span class="count">{count}</span> {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function segmentsOf(report: Report): Segment[] {
  const segments = new Map<string, Segment>();
  for (const verdict of order) {
    for (const requirement of report.requirements.filter((one) => one.verdict === verdict)) {
      const tone = toneOf(requirement, report);
      const label = verdict === 'violated' ? `${verdict} ${requirement.level}` : verdict;
      segments.set(label, { verdict, label, tone, count: (segments.get(label)?.count ?? 0) + 1 });
    }
  }
  return [...segments.values()];
}
