import type { BenchClient } from '../clients/bench-client.js';

/** Status and Build, as clients of the controller make them; how many messages came. */
export async function startBuild(client: BenchClient, ref: string): Promise<number> {
  let read = 0;
  const progress = client.status(ref, () => read++);
  await client.unary('Build', { ref, options: { contextPath: '.' } });
  const code = await progress.ended;
  if (code !== 0) throw new Error(`Status ended with ${code}`);
  return read;
}
