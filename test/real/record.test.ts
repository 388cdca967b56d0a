import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ControllerClient } from '../../src/client/controller-client.js';
import { Listener } from '../../src/transport/listening/listener.js';
import { FakeController, parseScenario } from '../../src/index.js';
import { printRecording } from '../../src/recorder/print-recording.js';
import { Recorder } from '../../src/recorder/recorder.js';
import { scenarioOf } from '../../src/recorder/scenario-of.js';
import { Http2Relay } from '../../src/transport/http2-relay.js';
import { Observation } from '../recorder/observation.js';
import { sessions } from '../recorder/sessions.js';
import { realController } from './real-controller.js';

/** Set, the catalogue's files are written anew. */
const update = process.env['UPDATE_RECORDED'] === '1';

describe('a session with the real controller, recorded and played by the fake', function () {
  this.timeout('60s');
  const real = realController();
  let directory: string;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-record-'));
    // The first build unpacks what the others find in the cache.
    const { ref } = await real.client.build({ contextPath: '/fixtures/succeeds' });
    await real.client.rpc.disconnect({ ref });
  });
  after(() => {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  for (const [name, session] of Object.entries(sessions)) {
    it(`gives the client of ${name} the same messages in the same order`, async () => {
      const recorder = new Recorder('0.12');
      const listener = await Listener.open(
        `unix://${join(directory, `${name}.sock`)}`,
        () => new Http2Relay(real.container.address, (path) => recorder.witness(path)),
      );
      const seen = new Observation('recorded');
      const client = ControllerClient.connect(listener.target, { revision: '0.12', observer: seen.observer });
      await session(client, 'recorded');
      await client.close();
      listener.close();
      const yaml = printRecording(scenarioOf(recorder.recording), comment(name, real.container.info.version));
      if (update) writeFileSync(join('recorded', `${name}.yaml`), yaml);

      await using fake = await FakeController.start({ revision: '0.12', scenario: parseScenario(yaml) });
      const again = new Observation('played');
      await session(fake.client({ observer: again.observer }), 'played');
      expect(again.byCall).to.deep.equal(seen.byCall);
      expect(again.inOrder).to.deep.equal(Observation.of(recorder.recording, 'recorded').inOrder);
    });
  }
});

const titles: Readonly<Record<string, string>> = {
  'good-build': 'a build that succeeds',
  'failing-build': 'a build that fails',
  'interactive-shell': 'a shell with attach and rollback',
};

function comment(name: string, version: string): string {
  return `${name}: ${titles[name]}, in a session with buildx ${version}, as buildx-testkit record wrote it.`;
}
