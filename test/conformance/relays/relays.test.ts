import { expect } from 'chai';
import { runConformance } from '../../../src/conformance/run-conformance.js';
import { addressTarget } from '../../../src/conformance/targets/address.js';
import { fixtureScenario } from '../../../src/conformance/targets/fake-scenario.js';
import { FakeController } from '../../../src/fake-controller/fake-controller.js';
import { defaultRevision, type Revision } from '../../../src/protocol/revision.js';
import { GrpcJsRelay } from './grpc-js-relay.js';
import { pythonWithGrpc, PythonRelay } from './python-relay.js';

/** Enough for each property to be tried; what differs by library does so each time. */
const runs = 4;
const seed = 3;

/** What is told of a good controller behind another library's server: everything but `pass` and `skipped`. */
async function findings(
  revision: Revision,
  relay: (upstream: string) => Promise<AsyncDisposable & { address: string }>,
) {
  await using fake = await FakeController.start({
    revision,
    quirks: 'none',
    clock: 'real',
    scenario: fixtureScenario,
  });
  await using relayed = await relay(await fake.listen('unix'));
  const target = await addressTarget(relayed.address, { revision });
  const report = await runConformance(target, { level: 'MUST', strict: true, runs, seed, shrinkMs: 0, reruns: 0 });
  expect(report.summary.pass).to.be.greaterThan(100);
  return report.requirements
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped')
    .map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`);
}

describe('a good controller passes every MUST', function () {
  this.timeout('3m');

  // What differs by library does not differ by revision, but for how messages are decoded, of which these are all ways.
  for (const revision of [defaultRevision, '0.12', '0.18'] as const) {
    it(`of ${revision} behind a server of grpc-js`, async () => {
      expect(await findings(revision, (upstream) => GrpcJsRelay.start(upstream, revision))).to.deep.equal([]);
    });

    it(`of ${revision} behind a server of Python's grpcio`, async function () {
      const python = pythonWithGrpc();
      if (python === undefined) return this.skip();
      expect(await findings(revision, (upstream) => PythonRelay.start(python, upstream))).to.deep.equal([]);
    });
  }
});
