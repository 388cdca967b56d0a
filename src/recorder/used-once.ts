import { messageKey } from './message-key.js';

/** Of scripts that the same request matches, all but the last are used up by it: each of its repetitions gets its own. */
export function usedOnce<S extends { readonly when?: unknown; readonly program?: unknown; readonly once?: boolean }>(
  scripts: readonly S[],
): readonly S[] {
  const keys = scripts.map(({ when, program }) => messageKey([when, program]));
  return scripts.map((script, i) => (keys.indexOf(keys[i] ?? '', i + 1) < 0 ? script : { ...script, once: true }));
}
