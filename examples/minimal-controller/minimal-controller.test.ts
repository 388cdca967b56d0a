import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  addressTarget,
  exitCodeOf,
  type KnownFailure,
  readFixtures,
  readKnownFailing,
  type Report,
  reportFormats,
  runConformance,
  type RunOptions,
} from 'buildx-testkit/conformance';
import { Controller } from './controller.js';

const here = 'examples/minimal-controller';

/** What is not asked of this controller at all. */
const skip = [
  'XPORT-021', // It fails by waiting: grpc-js answers a unary call at its half-close. Listed, it would cost the whole timeout.
  'PAYLOAD-010', // Is about several vertices in one message, and here is one.
  'PAYLOAD-011', // Is about several logs in one message, and here is one.
];

describe('A controller of grpc-js alone, held against the requirements', function () {
  // The suite has its own timeouts.
  this.timeout('120s');
  const controller = new Controller();
  let directory = '';
  let address = '';
  let known: readonly KnownFailure[];

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'minimal-controller-'));
    address = `unix://${directory}/controller.sock`;
    await controller.listen(address);
    known = await readKnownFailing(join(here, 'known-failing.yaml'));
  });
  after(() => {
    controller.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function run(options: RunOptions): Promise<Report> {
    const fixtures = await readFixtures(join(here, 'fixtures.yaml'));
    const target = await addressTarget(address, { fixtures, revision: '2023-04' });
    try {
      return await runConformance(target, { runs: 3, seed: 1, strict: true, ...options });
    } finally {
      await target.close();
    }
  }

  it('keeps them, but for those that are known to fail', async () => {
    const report = await run({ knownFailing: known, skip });
    expect(exitCodeOf(report), reportFormats['tap']?.(report)).to.equal(0);
    expect(report.summary.pass).to.be.at.least(70);
    expect(report.summary.expected).to.equal(known.length);
  });

  it('would be told of a failure that is not listed, and of an entry that no longer fails', async () => {
    const [first] = known;
    const wrong = [{ id: 'LIST-009', signature: 'whatever', reason: 'It was mended.' }];
    const report = await run({ knownFailing: wrong, only: [first?.id ?? '', 'LIST-009'] });
    expect(report.requirements.map(({ id, verdict }) => [id, verdict])).to.have.deep.members([
      [first?.id, 'violated'],
      ['LIST-009', 'stale'],
    ]);
    expect(exitCodeOf(report)).to.equal(1);
  });
});
