import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import { checkDeterminism, FakeController, loadScenario, scenarioFromJournal } from '../../src/index.js';
import { sessions } from './sessions.js';

const catalogue = 'recorded';

describe('the recorded sessions of the catalogue', () => {
  for (const [name, session] of Object.entries(sessions)) {
    const revision = '0.12';
    const file = join(catalogue, `${name}.yaml`);

    it(`${name}: its client sees all of it again, to the microsecond of the fake's clock`, async () => {
      const scenario = await loadScenario(file);
      await checkDeterminism(
        async (fake) => {
          await session(fake.client(), 'played');
          fake.assertQuiescent({ sessions: true });
          expect(scenarioFromJournal(fake.journal, revision)).to.deep.equal(scenario);
        },
        { revision, scenario, epoch: Date.UTC(2024, 0, 1) },
      );
    });

    it(`${name}: its client comes to its end over a socket, too`, async () => {
      await using fake = await FakeController.start({ revision, scenario: await loadScenario(file) });
      const client = ControllerClient.connect(await fake.listen(), { revision });
      try {
        await session(client, 'played');
      } finally {
        await client.close();
      }
      fake.assertQuiescent({ sessions: true });
    });
  }

  it('say nothing of the machine or the session that they were recorded in', () => {
    for (const name of Object.keys(sessions)) {
      const text = readFileSync(join(catalogue, `${name}.yaml`), 'utf8');
      expect(text).to.not.match(/\brecorded\b(?!:)(?! by)/);
    }
  });
});
