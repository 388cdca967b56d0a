import { fits, showPatterns, type EndingPattern } from './ending-pattern.js';
import type { BuildFixture } from './state.js';

/** What a command may be answered with. */
export type Answer =
  | { readonly kind: 'ends'; readonly with: readonly EndingPattern[] }
  | { readonly kind: 'sessions'; readonly sessions: readonly number[] }
  /** Lists processes: `sure` ones are listed, `unsure` ones may be. */
  | { readonly kind: 'processes'; readonly sure: readonly number[]; readonly unsure: readonly number[] }
  | { readonly kind: 'options'; readonly of: readonly (BuildFixture | 'none')[] }
  /** The stream is served by its process: what was typed came back. */
  | { readonly kind: 'served' }
  /** Nothing comes of it by itself; what became of the streams is looked at. */
  | { readonly kind: 'nothing' };

/** What came of a command. */
export type Observation =
  | { readonly kind: 'ended'; readonly code: string; readonly message: string }
  | { readonly kind: 'sessions'; readonly sessions: readonly number[] }
  | { readonly kind: 'processes'; readonly processes: readonly number[] }
  | { readonly kind: 'options'; readonly of: readonly (BuildFixture | 'none')[] }
  | { readonly kind: 'served' }
  | { readonly kind: 'nothing' };

export function explains(answer: Answer, seen: Observation): boolean {
  switch (answer.kind) {
    case 'ends':
      return seen.kind === 'ended' && fits(seen, answer.with);
    case 'sessions':
      return seen.kind === 'sessions' && sameNumbers(seen.sessions, answer.sessions);
    case 'processes':
      if (seen.kind !== 'processes') return false;
      return (
        new Set(seen.processes).size === seen.processes.length &&
        answer.sure.every((one) => seen.processes.includes(one)) &&
        seen.processes.every((one) => answer.sure.includes(one) || answer.unsure.includes(one))
      );
    case 'options':
      return seen.kind === 'options' && seen.of.some((one) => answer.of.includes(one));
    case 'served':
      return seen.kind === 'served';
    case 'nothing':
      return seen.kind === 'nothing';
  }
}

function sameNumbers(one: readonly number[], other: readonly number[]): boolean {
  return one.toSorted((a, b) => a - b).join() === other.toSorted((a, b) => a - b).join();
}

export function showAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'ends':
      return showPatterns(answer.with);
    case 'sessions':
      return `sessions ${listed(answer.sessions)}`;
    case 'processes':
      return `processes ${listed(answer.sure)}${answer.unsure.length === 0 ? '' : `, and perhaps ${listed(answer.unsure)}`}`;
    case 'options':
      return `the options of ${answer.of.join(' or ')}`;
    case 'served':
      return 'what was typed to come back';
    case 'nothing':
      return 'nothing';
  }
}

export function showObservation(seen: Observation): string {
  switch (seen.kind) {
    case 'ended':
      return seen.message === '' ? seen.code : `${seen.code} ${JSON.stringify(seen.message)}`;
    case 'sessions':
      return `sessions ${listed(seen.sessions)}`;
    case 'processes':
      return `processes ${listed(seen.processes)}`;
    case 'options':
      return `the options of ${seen.of.length === 0 ? 'another build' : seen.of.join(' or ')}`;
    case 'served':
      return 'what was typed came back';
    case 'nothing':
      return 'nothing';
  }
}

function listed(numbers: readonly number[]): string {
  return numbers.length === 0 ? 'none' : numbers.toSorted((a, b) => a - b).join(', ');
}
