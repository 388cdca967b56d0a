import { dataPath } from '../data-path.js';
import type { ScenarioProblem } from '../scenario-error.js';

/** The most patterns of a scenario, because each may take milliseconds to compile. */
const most = 2000;

/** Finds the first pattern that is one too many, before any is compiled; whatever has the key `pattern` counts. */
export function tooManyPatterns(data: unknown): ScenarioProblem | undefined {
  const path = nth(data, '', { left: most });
  return path === undefined ? undefined : { path, message: `a scenario has at most ${most} patterns` };
}

function nth(data: unknown, path: string, count: { left: number }): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('pattern' in data && typeof data.pattern === 'string' && count.left-- === 0) return path;
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== 'object' || value === null) continue;
    const found = nth(value, dataPath(path, Array.isArray(data) ? Number(key) : key), count);
    if (found !== undefined) return found;
  }
  return undefined;
}
