import * as fc from 'fast-check';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { endingOf, ended, ok, unaryEnding, type Ending } from '../ending.js';
import { runningCat } from '../process-stream.js';
import { builtSession } from '../session.js';
import type { Trial } from '../../trial/trial.js';

/** The largest message in bytes that a controller takes, which is gRPC's own default. */
const limit = 4 * 1024 * 1024;
/** How many bytes the tag and the length of a string take, from two to 256 mebibytes. */
const overhead = 5;

const tooLong = fc
  .oneof(fc.integer({ min: 1, max: 10 }), fc.constantFrom(1024, 1024 * 1024, 4 * 1024 * 1024))
  .map((more) => limit + more);
const longEnough = fc.integer({ min: 0, max: 1000 }).map((less) => limit - less);

/** List ignores the ref of its request, so that a request of any size has no effect. */
async function listOf(trial: Trial, bytes: number): Promise<Ending> {
  return unaryEnding(trial.client.rpc.list({ ref: 'x'.repeat(bytes - overhead) }));
}

export const transportLimitRequirements: readonly Requirement[] = [
  {
    id: 'XPORT-006',
    title: 'A request of up to 4 MiB is accepted.',
    level: 'MUST',
    source: 'docs/real-controller.md §1 (20), §3.1',
    check: property(
      longEnough,
      async (trial, bytes) => {
        for (const size of [bytes, limit]) {
          const ending = await listOf(trial, size);
          trial.exercised();
          trial.equal(`List with ${size} bytes`, ending, ok);
        }
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'XPORT-007',
    title: 'A request of more than 4 MiB ends RESOURCE_EXHAUSTED.',
    level: 'MUST',
    source: 'docs/real-controller.md §1 (20), §3.1',
    check: property(
      tooLong,
      async (trial, bytes) => {
        for (const size of [bytes, limit + 1]) {
          const { code } = await listOf(trial, size);
          trial.exercised();
          trial.equal(`the code of List with ${size} bytes`, code, 'RESOURCE_EXHAUSTED');
        }
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'XPORT-008',
    title: 'The error of a request that is too large tells its size and the limit.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §1 (20), §3.1',
    check: property(
      tooLong,
      async (trial, bytes) => {
        const ending = await listOf(trial, bytes);
        trial.exercised();
        trial.equal(
          'List',
          ending,
          ended('RESOURCE_EXHAUSTED', `grpc: received message larger than max (${bytes} vs. ${limit})`),
        );
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'XPORT-009',
    title: 'A message of more than 4 MiB on a running stream ends that stream RESOURCE_EXHAUSTED, and no other.',
    level: 'MUST',
    source: 'docs/real-controller.md §1 (20), §3.1',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const [cat, bystander] = [await runningCat(trial, ref), await runningCat(trial, ref)];
      await cat.write(new Uint8Array(limit));
      const { code } = await endingOf(cat.call);
      trial.exercised();
      trial.equal('the code of Invoke', code, 'RESOURCE_EXHAUSTED');
      trial.holds('another stream goes on', await bystander.echoes('still'), bystander.state);
    }),
  },
];
