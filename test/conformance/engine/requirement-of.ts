import { example, type Check, type Requirement } from '../../../src/conformance/trial/requirement.js';

/** A requirement for a test; its check holds by default. */
export function requirementOf(check: Check = holds, rest: Partial<Requirement> = {}): Requirement {
  return { id: 'TEST-001', title: 'It is as it should be.', level: 'MUST', source: 'a test', check, ...rest };
}

export const holds: Check = example(async (trial) => {
  await trial.client.rpc.list();
  trial.exercised();
});

/** Wants List to show nothing. */
export const wantsNoSession: Check = example(async (trial) => {
  const { refs } = await trial.within('List', trial.client.rpc.list());
  trial.exercised();
  trial.equal('the listed refs', refs, []);
});
