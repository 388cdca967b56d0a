import type { Report, RequirementReport } from '../../engine/report.js';

/** What a verdict means for the run, whatever it is called; colours follow from it. */
export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'quiet';

/** The tone of a verdict. A violated SHOULD and a race fail the run only when it is strict. */
export function toneOf({ verdict, level }: RequirementReport, { strict }: Pick<Report, 'strict'>): Tone {
  switch (verdict) {
    case 'pass':
      return 'good';
    case 'violated':
      return strict || level === 'MUST' ? 'bad' : 'warn';
    case 'race':
      return strict ? 'bad' : 'warn';
    case 'stale':
    case 'not-exercised':
    case 'error':
      return 'bad';
    case 'observed':
      return 'info';
    case 'expected':
    case 'skipped':
      return 'quiet';
  }
}
