import { exitCodeOf } from '../exit-code-of.js';
import type { Report } from '../../engine/report.js';
import type { Tone } from './tone.js';

/** What the whole run comes to, in a word and a sentence. */
export interface Outcome {
  readonly word: string;
  readonly sentence: string;
  readonly tone: Tone;
}

export function outcomeOf(report: Report): Outcome {
  const sentence = sentenceOf(report);
  switch (exitCodeOf(report)) {
    case 0:
      return { word: 'Passed', sentence, tone: 'good' };
    case 1:
      return { word: 'Failed', sentence, tone: 'bad' };
    case 3:
      return { word: 'Target lost', sentence, tone: 'bad' };
    case 4:
      return { word: 'Too little was exercised', sentence, tone: 'warn' };
    case 5:
      return { word: report.endedEarly?.cause !== 'interrupted' ? 'Broken' : 'Interrupted', sentence, tone: 'bad' };
  }
}

function sentenceOf({ requirements, summary }: Report): string {
  if (requirements.length === 0) return 'No requirement was selected.';
  const violated = (level: string): number =>
    requirements.filter((one) => one.verdict === 'violated' && one.level === level).length;
  const parts = [
    count(violated('MUST'), 'MUST violated'),
    count(violated('SHOULD'), 'SHOULD violated'),
    count(summary.race, summary.race === 1 ? 'race' : 'races'),
    count(summary.stale, 'stale'),
    count(summary['not-exercised'], 'not exercised'),
    count(summary.error, summary.error === 1 ? 'error' : 'errors'),
  ].flat();
  const noun = requirements.length === 1 ? 'requirement' : 'requirements';
  return `Of ${requirements.length} ${noun}: ${parts.length === 0 ? 'none violated' : parts.join(', ')}.`;
}

function count(number: number, what: string): string[] {
  return number === 0 ? [] : [`${number} ${what}`];
}
