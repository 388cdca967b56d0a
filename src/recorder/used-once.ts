import { messageKey } from './message-key.js';

/**
 * Marks scripts as `once`: of several that the same request matches, each but the last is used up by it, so that each
 * repetition of the request gets its own.
 */
export function usedOnce<S extends { readonly when?: unknown; readonly program?: unknown; readonly once?: boolean }>(
  scripts: readonly S[],
): readonly S[] {
  const keys = scripts.map(({ when, program }) => messageKey([when, program]));
  return scripts.map((script, i) => (keys.indexOf(keys[i] ?? '', i + 1) < 0 ? script : { ...script, once: true }));
}
