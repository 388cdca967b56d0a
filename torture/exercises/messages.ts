import * as fc from 'fast-check';
import { ControllerClient } from '../../src/client/controller-client.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import type { MethodName } from '../../src/protocol/methods.js';
import { revisions, type Revision } from '../../src/protocol/revision.js';
import { methodOf } from '../../src/protocol/service.js';
import { hostileRequest, methodNames, someRef } from '../arbitraries/requests.js';
import { Defects } from '../defects.js';
import type { Exercise } from '../exercise.js';
import { buildsWell } from '../good-client.js';
import { holds } from '../holds.js';
import { eventually, within } from '../within.js';

/** One call with hostile messages. */
interface HostileCall {
  readonly name: MethodName;
  /** In base64, for whoever reads a failure. */
  readonly messages: readonly string[];
  readonly halfCloses: boolean;
}

const sequences = 8;

/** Hostile messages, in process and on a socket, in every revision, with the real server's defects and without. */
export const messages: Exercise = {
  name: 'messages',
  promise: 'Whatever bytes the messages of any RPC are, each call ends with a gRPC status, and the fake with no error.',
  unit: 'calls',
  share: 2,
  heapMb: 6,
  open: async () => ({
    async round(seed) {
      let done = 0;
      for (const revision of revisions) {
        const input = fc.array(hostileCall(revision), { minLength: 1, maxLength: 6, size: 'max' });
        for (const transport of ['in-process', 'unix'] as const) {
          const quirks = seed % 2 === 0 ? 'all' : 'none';
          const round = await holds(seed, sequences, input, async (calls) => {
            await maltreat({ revision, transport, quirks }, calls);
            return calls.length;
          });
          done += round.done;
          const { broken } = round;
          if (broken !== undefined)
            return { done, broken: `revision ${revision}, ${transport}, quirks ${quirks}: ${broken}` };
        }
      }
      return { done };
    },
    close: async () => {},
  }),
};

function hostileCall(revision: Revision): fc.Arbitrary<HostileCall> {
  return fc.constantFrom(...methodNames).chain((name) =>
    fc.record({
      name: fc.constant(name),
      messages: fc
        .array(hostileRequest(revision, name), { minLength: 0, maxLength: 4 })
        .map((all) => all.map((bytes) => Buffer.from(bytes).toString('base64'))),
      halfCloses: fc.boolean(),
    }),
  );
}

interface Subject {
  readonly revision: Revision;
  readonly transport: 'in-process' | 'unix';
  readonly quirks: 'all' | 'none';
}

async function maltreat({ revision, transport, quirks }: Subject, calls: readonly HostileCall[]): Promise<void> {
  const defects = new Defects();
  await using fake = await FakeController.start({ revision, quirks, warn: () => {} });
  defects.watch(fake);
  await fake.client().build({ contextPath: '.' }, { ref: someRef });
  const address = transport === 'unix' ? await fake.listen('unix') : undefined;
  const client = address === undefined ? fake.client() : ControllerClient.connect(address, { revision });
  try {
    await Promise.all(calls.map((call) => make(client, revision, call)));
    // Some messages kill the real server, and the fake with it: it is there again soon.
    await eventually(async () => void (await client.rpc.info()));
    if (address !== undefined) await buildsWell(address, revision);
  } finally {
    await client.close();
  }
  defects.assertNone();
}

/** A call that would wait for ever is cancelled when everything else that was said has come and gone. */
async function make(client: ControllerClient, revision: Revision, call: HostileCall): Promise<void> {
  const { name, messages: all, halfCloses } = call;
  const open = client.rpc.openRaw(methodOf(revision, name).path);
  const sent = all.map((message) => open.send(Buffer.from(message, 'base64')));
  if (halfCloses) open.halfClose();
  for (let trip = 0; trip < 3 && open.ended === undefined; trip++) await client.rpc.info().catch(() => undefined);
  open.cancel();
  const { code } = await within(`${name} ends`, open.status);
  await within(`what ${name} was sent is taken`, Promise.all(sent));
  if (!Number.isInteger(code) || code < 0 || code > 16)
    throw new Error(`${name} ends with ${code}, which is no gRPC status`);
}
