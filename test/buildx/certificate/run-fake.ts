import { FakeBuildKit } from '../../../src/index.js';
import type { CertifiedCase } from './certified-case.js';
import { runCase, type Side } from './run-case.js';

/** Runs a case against a fake of its own. */
export async function runFake(one: CertifiedCase, side: Pick<Side, 'program' | 'shell'>): Promise<readonly string[]> {
  await using fake = await FakeBuildKit.start({ ...(one.scenario === undefined ? {} : { scenario: one.scenario }) });
  return await runCase(one, { ...side, endpoint: await fake.listen() });
}
