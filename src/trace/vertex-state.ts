import type { TracedVertex } from './trace.js';

/** How a vertex ended, as a word, and how it is coloured. */
export interface VertexState {
  readonly word: 'failed' | 'cached' | 'done' | 'running' | 'not begun';
  readonly tone: 'bad' | 'good' | 'info' | 'warn' | 'quiet';
}

export function stateOf({ error, cached, runs }: TracedVertex): VertexState {
  if (error !== '') return { word: 'failed', tone: 'bad' };
  if (cached) return { word: 'cached', tone: 'info' };
  const last = runs.at(-1);
  if (last === undefined) return { word: 'not begun', tone: 'quiet' };
  return last.to === undefined ? { word: 'running', tone: 'warn' } : { word: 'done', tone: 'good' };
}

/** How long it ran in all, in milliseconds; what has not ended ran until `end`. */
export function tookMs({ runs }: TracedVertex, end: number): number {
  return runs.reduce((sum, { from, to = end }) => sum + Math.max(0, to - from), 0);
}
