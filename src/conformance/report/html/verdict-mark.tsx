import type { VNode } from 'preact';
import { type Verdict, verdicts } from '../../engine/verdict.js';
import type { Tone } from './tone.js';

/** A shape for each verdict, drawn in a square of 16, so that none is told by its colour alone. */
const shapes: Readonly<Record<Verdict, string>> = {
  pass: 'M3.5 8.5l3 3 6-7',
  violated: 'M4 4l8 8M12 4l-8 8',
  race: 'M3.5 3.5h9l-9 9h9z',
  expected: 'M3 9.5c1.8-3.4 3.4-3.4 5-1.5s3.2 1.9 5-1.5',
  stale: 'M12.5 8a4.5 4.5 0 1 1-1.4-3.3M11.5 2v3h-3',
  'not-exercised': 'M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z',
  observed: 'M1.8 8c3-4.6 9.4-4.6 12.4 0c-3 4.6-9.4 4.6-12.4 0zM8 7v2',
  skipped: 'M3.5 8h9',
  error: 'M8 2.5v6.5M8 12v1',
};

/** The shapes, once a page; {@link VerdictMark} shows them. */
export function VerdictShapes(): VNode {
  return (
    <svg class="definitions" aria-hidden="true" width="0" height="0">
      {verdicts.map((verdict) => (
        <symbol key={verdict} id={`verdict-${verdict}`} viewBox="0 0 16 16">
          <path d={shapes[verdict]} />
        </symbol>
      ))}
    </svg>
  );
}

export function VerdictMark({ verdict }: { readonly verdict: Verdict }): VNode {
  return (
    <svg class="mark" aria-hidden="true" width="16" height="16">
      <use href={`#verdict-${verdict}`} />
    </svg>
  );
}

/** A verdict in words, with its shape and colour. */
export function VerdictBadge({ verdict, tone }: { readonly verdict: Verdict; readonly tone: Tone }): VNode {
  return (
    <span class={`badge tone-${tone}`}>
      <VerdictMark verdict={verdict} />
      {verdict}
    </span>
  );
}
