/** What is told of a vertex in the end, taken apart again. */
export interface VertexState {
  readonly progress: 'announced' | 'started' | 'completed';
  readonly cached: boolean;
  readonly error: string;
}

const ranks = ['announced', 'started', 'completed'] as const;

/** Reads `completed, cached` and its like; undefined for what is nothing of that kind. */
export function vertexState(value: string | undefined): VertexState | undefined {
  const [, progress, cached, error = ''] =
    /^(announced|started|completed)(, cached)?(?:, error (.*))?$/s.exec(value ?? '') ?? [];
  const known = ranks.find((rank) => rank === progress);
  return known === undefined ? undefined : { progress: known, cached: cached !== undefined, error };
}

/** Whether one state comes before another in the course of a vertex. */
export function isBehind(one: string | undefined, other: string | undefined): boolean {
  const behind = vertexState(one);
  const ahead = vertexState(other);
  if (behind === undefined || ahead === undefined) return false;
  return ranks.indexOf(behind.progress) < ranks.indexOf(ahead.progress);
}
