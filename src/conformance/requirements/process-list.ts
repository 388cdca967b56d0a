import type { Trial } from '../trial/trial.js';

/** Gives the IDs of a session's processes, sorted. */
export async function processIds(trial: Trial, ref: string): Promise<readonly string[]> {
  const { processes } = await trial.client.rpc.listProcesses({ ref });
  return processes.map((process) => process.processId).toSorted();
}
