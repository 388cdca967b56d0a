import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { expect } from 'chai';
import fc from 'fast-check';
import { FakeBuildKit, NotQuiescentError } from '../../../src/index.js';
import { servedServices } from '../../../src/protocol/buildkit/service.js';
import type { Rpc } from '../../../src/protocol/rpc.js';
import { of } from '../client.js';

const paths = Object.values(servedServices).flatMap((methods) =>
  Object.values<Rpc>(methods as Readonly<Record<string, Rpc>>).map(({ path }) => path),
);

const tagged = (field: number, payload: readonly number[]): readonly number[] => [
  field * 8 + 2,
  payload.length,
  ...payload,
];
const texts = fc.constantFrom('r', 'c', 'p', 'dockerfile.v0', '/', 'image', '__proto__', '');

/** Fields of any number, type and content: what a decoder can take for many messages. */
const fields = fc
  .array(
    fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 15 }), fc.nat(127)).map(([field, value]) => [field * 8, value]),
      fc
        .tuple(fc.integer({ min: 1, max: 15 }), fc.uint8Array({ maxLength: 20 }))
        .map(([field, data]) => tagged(field, [...data])),
      fc.tuple(fc.integer({ min: 1, max: 15 }), texts).map(([field, text]) => tagged(field, [...Buffer.from(text)])),
      fc
        .tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 5 }), texts)
        .map(([field, inner, text]) => tagged(field, tagged(inner, [...Buffer.from(text)]))),
    ),
    { maxLength: 8 },
  )
  .map((all) => Uint8Array.from(all.flat()));

const messages = fc.array(fc.oneof(fields, fc.uint8Array({ maxLength: 60 })), { maxLength: 3 });

const identity = (data: Uint8Array): Buffer => Buffer.from(data);

/** How a call with these messages ended: whoever waits for its client is cancelled. */
async function statusOf(
  fake: FakeBuildKit,
  path: string,
  requests: readonly Uint8Array[],
  build: string,
): Promise<number> {
  const client = new Client('fake', credentials.createInsecure(), { channelOverride: fake.channel });
  const metadata = new Metadata();
  if (build !== '') metadata.set('buildkit-controlapi-buildid', build);
  const call = client.makeBidiStreamRequest(path, identity, (data) => data, metadata);
  let code: number | undefined;
  call.on('status', (status: { readonly code: number }) => {
    code = status.code;
  });
  call.on('error', () => undefined);
  call.on('data', () => undefined);
  for (const request of requests) call.write(request);
  call.end();
  // Turns enough for an auto clock to jump over all that is due.
  for (let turn = 0; turn < 1000 && code === undefined; turn++) await new Promise((resolve) => setImmediate(resolve));
  call.cancel();
  while (code === undefined) await new Promise((resolve) => setImmediate(resolve));
  client.close();
  return code;
}

/** What is left of calls, timers and processes. */
function leftIn(fake: FakeBuildKit): string {
  try {
    fake.assertQuiescent({ sessions: true });
    return '';
  } catch (error) {
    if (!(error instanceof NotQuiescentError)) throw error;
    return error.message
      .split('\n')
      .filter((line) => /^ {2}(open call|unread|blocked|pending timer|process)/.test(line))
      .join('\n');
  }
}

describe('Any bytes to any RPC of the fake BuildKit', function () {
  this.timeout('60s');

  it('end in a status, break nothing and leave nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        messages,
        fc.constantFrom('r', 'x', ''),
        async (path, requests, about) => {
          await using fake = await FakeBuildKit.start({ onStuck: 'ignore', warn: () => undefined });
          const client = fake.client();
          const solving = client.call('Control.Solve', { ref: 'r' }).catch(() => undefined);
          await client.call('LLBBridge.NewContainer', { containerId: 'c' }, of('r'));
          const code = await statusOf(fake, path, requests, about);
          expect(code).to.be.within(0, 16);
          await client.call('LLBBridge.Return', { result: {} }, of('r')).catch(() => undefined);
          await solving;
          for (let turn = 0; turn < 200 && leftIn(fake) !== ''; turn++)
            await new Promise((resolve) => setImmediate(resolve));
          expect(leftIn(fake)).to.equal('');
          expect(fake.journal.toText()).to.not.include('defect of the fake');
          expect((await client.call('Control.ListWorkers', {})).record).to.have.length(1);
        },
      ),
      { numRuns: 400 },
    );
  });
});
