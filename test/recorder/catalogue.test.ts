import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { FakeController, loadScenario, type Scenario } from '../../src/index.js';
import { journalRecording } from '../../src/recorder/journal-recording.js';
import { scenarioOf } from '../../src/recorder/scenario-of.js';
import { sessions } from './sessions.js';

const catalogue = 'src/scenarios/catalogue/recorded';

/** Errors' details are in no journal. */
function withoutDetails(scenario: Scenario): unknown {
  const { builds = [] } = scenario;
  return {
    ...scenario,
    builds: builds.map(({ recorded, ...build }) => {
      const { details: _, ...error } = recorded?.error ?? {};
      return { ...build, recorded: { ...recorded, ...(recorded?.error !== undefined && { error }) } };
    }),
  };
}

describe('the recorded sessions of the catalogue', () => {
  for (const [name, session] of Object.entries(sessions)) {
    it(`${name}: its client sees all of it again, to the microsecond of the fake's clock`, async () => {
      const scenario = await loadScenario(join(catalogue, `${name}.yaml`));
      const epoch = Date.UTC(2024, 0, 1);
      await using fake = await FakeController.start({ revision: '0.12', scenario, epoch });
      await session(fake.client(), 'played');
      fake.assertQuiescent({ sessions: true });
      const again = scenarioOf({ ...journalRecording(fake.journal.toJsonLines()), epoch });
      expect(again).to.deep.equal(withoutDetails(scenario));
    });
  }

  it('say nothing of the machine or the session that they were recorded in', () => {
    for (const name of Object.keys(sessions)) {
      const text = readFileSync(join(catalogue, `${name}.yaml`), 'utf8');
      expect(text).to.not.match(/\brecorded\b(?!:)(?! by)/);
    }
  });
});
