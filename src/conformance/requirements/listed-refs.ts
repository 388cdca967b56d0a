import type { Trial } from '../trial/trial.js';

/** Gives those of `refs` that List shows, sorted, each as often as it is shown; the target may have other sessions. */
export async function listedRefs(
  trial: Trial,
  refs: readonly string[],
  client = trial.client,
): Promise<readonly string[]> {
  const { refs: all } = await client.rpc.list();
  return all.filter((ref) => refs.includes(ref)).toSorted();
}
