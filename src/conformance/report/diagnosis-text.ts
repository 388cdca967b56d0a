import type { Cause, Diagnosis, KnownDefect } from '../engine/diagnosis.js';

/** So many defects that cannot be told apart are named. */
const named = 3;

/** So many that fit next best are named. */
const mentioned = 2;

/** So many IDs are listed. */
const listed = 12;

/** A sentence for each cause, and one for what has none. */
export function causeSentences(diagnosis: Diagnosis): readonly string[] {
  const { violations, causes, unexplained } = diagnosis;
  const rest =
    unexplained.length === 0
      ? []
      : [`${unexplained.length} of ${violations}: no known defect explains ${list(unexplained)}`];
  return [...causes.map((cause) => sentenceOf(cause, violations)), ...rest];
}

function sentenceOf({ defects, explains }: Cause, violations: number): string {
  return `${explains.length} of ${violations} ${plural(violations, 'violation')}: fails as ${namesOf(defects)} does`;
}

/** What else is to be said of a cause, a line each. */
export function causeDetails({ defects, explains, held, shortest, alternatives }: Cause): readonly string[] {
  return [
    ...defects.slice(0, named).map(({ does }) => does),
    `violated: ${list(explains)}`,
    ...(explains.length > 1 ? [`the shortest counterexample is that of ${shortest}`] : []),
    ...(held.length === 0 ? [] : [`would also violate, but held here: ${list(held)}`]),
    ...(alternatives.length === 0 ? [] : [`or as ${namesOf(alternatives.slice(0, mentioned))} does`]),
  ];
}

function namesOf(defects: readonly KnownDefect[]): string {
  const names = defects.slice(0, named).map(({ name }) => name);
  const more = defects.length - names.length;
  return [...names, ...(more === 0 ? [] : [`${more} more`])].join(' or ');
}

function list(ids: readonly string[]): string {
  const more = ids.length - listed;
  return more <= 0 ? ids.join(', ') : `${ids.slice(0, listed).join(', ')} and ${more} more`;
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
