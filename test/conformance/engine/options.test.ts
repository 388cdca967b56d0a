import { expect } from 'chai';
import { runConformance, type RunOptions } from '../../../src/conformance/run-conformance.js';
import { addressTarget, type AddressTargetOptions } from '../../../src/conformance/targets/address.js';
import { openTarget, type TargetOptions } from '../../../src/conformance/targets/open-target.js';
import { requirementOf } from './requirement-of.js';
import { StubTarget } from './stub-target.js';

type Cases = readonly (readonly [options: unknown, message: string])[];

const wholes: Cases = ['runs', 'timeoutMs', 'budgetMs', 'maxTimeMs'].flatMap(
  (name): Cases => [
    [{ [name]: 0 }, `bad ${name} 0: give a whole number of 1 or more`],
    [{ [name]: 1.5 }, `bad ${name} 1.5: give a whole number of 1 or more`],
    [{ [name]: NaN }, `bad ${name} NaN: give a whole number of 1 or more`],
    [{ [name]: '5m' }, `bad ${name} '5m': give a whole number of 1 or more`],
    [{ [name]: null }, `bad ${name} null: give a whole number of 1 or more`],
  ],
);

const ofRuns: Cases = [
  ...wholes,
  [{ shrinkMs: -1 }, 'bad shrinkMs -1: give a whole number of 0 or more'],
  [{ reruns: -1 }, 'bad reruns -1: give a whole number of 0 or more'],
  [{ seed: 2 ** 31 }, 'bad seed 2147483648: give a whole number from -2147483648 to 2147483647'],
  [{ maxTime: 5 }, 'no option "maxTime" (did you mean maxTimeMs?); there are only, skip, level'],
  [{ timeout: 5 }, 'no option "timeout"'],
  [{ only: 'TEST-001' }, "bad only 'TEST-001': give a list of IDs"],
  [{ skip: [1] }, 'bad skip[0] 1: give a text'],
  [{ level: 'must' }, "bad level 'must' (did you mean MUST?): give MUST, SHOULD or OBSERVED"],
  [{ shard: { index: 3, of: 2 } }, 'bad shard { index: 3, of: 2 }: give { index, of }, whole numbers'],
  [{ shard: '1/2' }, "bad shard '1/2': give { index, of }"],
  [{ strict: 'yes' }, "bad strict 'yes': give true or false"],
  [{ requirements: [{}] }, 'bad requirements[0] {}: give a requirement'],
  [{ knownFailing: 'known.yaml' }, "bad knownFailing 'known.yaml': give a list of known failures"],
  [{ knownFailing: [{ id: 'TEST-001', reason: 'x', signature: '/(/' }] }, 'bad knownFailing[0] {'],
  [{ replay: [{ id: 'TEST-001' }] }, "bad replay[0] { id: 'TEST-001' }: give { id, seed, path, schedule? }"],
  [{ onProgress: true }, 'bad onProgress true: give a function'],
  [{ signal: 'SIGINT' }, "bad signal 'SIGINT': give an AbortSignal"],
  ['fast', "bad options 'fast': give an object"],
];

const ofAddresses: Cases = [
  [{ timeoutMs: 0 }, 'bad timeoutMs 0: give a whole number of 1 or more'],
  [{ revision: '9.9' }, "bad revision '9.9': give a revision (2023-04, 0.11,"],
  [{ restartCommand: '' }, "bad restartCommand '': give a shell command"],
  [{ fixtures: [] }, 'bad fixtures []: give { builds, programs? }'],
  [{ restart: 'x' }, 'no option "restart"'],
];

/** What it was refused with. */
async function refusal(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'it was taken',
    (error: unknown) => (error as { code?: string }).code + ': ' + (error as Error).message,
  );
}

describe('an option that makes no sense', () => {
  for (const [options, message] of ofRuns) {
    it(`is told in words to who runs the suite: ${message}`, async () => {
      const requirements = [requirementOf()];
      const given = typeof options === 'object' ? { requirements, ...options } : options;
      const refused = await refusal(runConformance(new StubTarget().target, given));
      expect(refused).to.include(`CONFIGURATION: ${message}`);
    });
  }

  for (const [options, message] of ofAddresses) {
    it(`is told in words to who opens a target: ${message}`, async () => {
      const nowhere = 'unix:///nowhere/at/all.sock';
      const refusals = [
        await refusal(addressTarget(nowhere, options as AddressTargetOptions)),
        await refusal(openTarget(nowhere, options as TargetOptions)),
      ];
      for (const refused of refusals) expect(refused).to.include(`CONFIGURATION: ${message}`);
    });
  }

  it('of the fake alone is told too', async () => {
    expect(await refusal(openTarget('fake', { seed: 1.5 }))).to.equal(
      'CONFIGURATION: bad seed 1.5: give a whole number',
    );
    expect(await refusal(openTarget('fake', { quirks: true } as unknown as TargetOptions))).to.include(
      'CONFIGURATION: bad quirks true: give all, none, or a list of names',
    );
  });
});

describe('an option that is undefined', () => {
  it('is not given', async () => {
    const options = { maxTimeMs: undefined, only: undefined, signal: undefined } as unknown as RunOptions;
    const { summary } = await runConformance(new StubTarget().target, { requirements: [requirementOf()], ...options });
    expect(summary.pass).to.equal(1);
  });
});
