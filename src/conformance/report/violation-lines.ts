import { unambiguousLine } from '../../words/unambiguous.js';
import type { RequirementReport } from '../engine/report.js';

/** How much of what was expected, or seen, is shown, in characters. */
const longest = 300;

/** Says in a few lines that a requirement does not hold, as soon as that is known; nothing of one that does. */
export function violationLines({
  id,
  level,
  title,
  verdict,
  reason,
  counterexample,
}: RequirementReport): readonly string[] {
  switch (verdict) {
    case 'violated':
    case 'race':
    case 'error':
    case 'stale':
      break;
    case 'pass':
    case 'expected':
    case 'observed':
    case 'skipped':
    case 'not-exercised':
      return [];
  }
  const heading = `${id} ${verdict} (${level}): ${title}`;
  if (counterexample === undefined) return [heading, `  ${shortened(reason ?? '')}`].map(unambiguousLine);
  const { what, expected, seen } = counterexample;
  return [heading, `  ${shortened(what)}: expected ${shortened(expected)}, seen ${shortened(seen)}`].map(
    unambiguousLine,
  );
}

function shortened(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}
