import { BuildKitClient } from '../../src/client/buildkit-client.js';
import type { Call } from '../../src/client/call.js';
import { RpcError } from '../../src/client/rpc-error.js';
import { FakeBuildKit } from '../../src/fake-buildkit/fake-buildkit.js';
import type { FakeBuildKitOptions } from '../../src/fake-buildkit/options.js';
import type { control, gateway } from '../../src/protocol/buildkit/messages.js';
import type { Init, StatusResponse, StringMap } from '../../src/protocol/messages.js';

/** A fake and a client of it. */
export interface Started {
  readonly fake: FakeBuildKit;
  readonly client: BuildKitClient;
}

export type Start = (options?: FakeBuildKitOptions) => Promise<Started>;

/** Tests that hold in process and over sockets alike; what they start is stopped after each. */
export function overTransports(title: string, tests: (start: Start) => void): void {
  for (const transport of ['in process', 'over a unix socket', 'over tcp'] as const) {
    describe(`${title}, ${transport}`, () => {
      const cleanups: (() => Promise<void>)[] = [];
      afterEach(async () => {
        for (const cleanUp of cleanups.splice(0).toReversed()) await cleanUp();
      });
      tests(async (options = {}) => {
        const fake = await FakeBuildKit.start(options);
        cleanups.push(() => fake.stop());
        if (transport === 'in process') return { fake, client: fake.client() };
        const address = await fake.listen(transport === 'over tcp' ? 'tcp://127.0.0.1:0' : 'unix');
        const client = await BuildKitClient.connect(address);
        cleanups.push(() => client.close());
        return { fake, client };
      });
    });
  }
}

/** Metadata with which a call of LLBBridge names its build. */
export function of(ref: string): { readonly metadata: Readonly<Record<string, readonly string[]>> } {
  return { metadata: { 'buildkit-controlapi-buildid': [ref] } };
}

/** What became of a build. */
export interface Outcome {
  readonly statuses: readonly StatusResponse[];
  readonly response?: control.SolveResponse;
  readonly solved?: gateway.SolveResponse;
  readonly error?: RpcError;
}

/** The order in which a client opens the calls of a build. */
export type Opening = 'Session' | 'Solve' | 'Status' | 'Ping';

/**
 * Builds as a client that acts as the frontend: Session, Control.Solve, Status and LLBBridge, opened in any order;
 * resolves when all have ended.
 */
export async function build(
  client: BuildKitClient,
  ref: string,
  frontendOpt: StringMap = {},
  {
    request = {},
    order = ['Session', 'Solve', 'Status', 'Ping'],
  }: {
    readonly request?: Init<control.SolveRequest>;
    readonly order?: readonly Opening[];
  } = {},
): Promise<Outcome> {
  const session = order.includes('Session') ? { metadata: { 'x-docker-expose-session-uuid': ['s'] } } : undefined;
  let tunnel: Call<control.BytesMessage, control.BytesMessage> | undefined;
  let solving: Promise<control.SolveResponse> | undefined;
  let status: Call<control.StatusRequest, StatusResponse> | undefined;
  let gatewaySide: Promise<gateway.SolveResponse> | undefined;
  for (const one of order) {
    if (one === 'Session') tunnel = client.open('Control.Session', session);
    if (one === 'Solve') solving = client.call('Control.Solve', { ref, session: 's', cache: {}, ...request });
    if (one === 'Status') status = client.open('Control.Status');
    if (one === 'Status') void status?.send({ ref }).then(() => status?.halfClose());
    if (one === 'Ping') gatewaySide = actAsFrontend(client, ref, frontendOpt);
    solving?.catch(() => undefined);
    gatewaySide?.catch(() => undefined);
  }
  const [ended, inside] = await Promise.allSettled([solving, gatewaySide]);
  if (status !== undefined) await status.status;
  tunnel?.halfClose();
  await tunnel?.status;
  return {
    statuses: status?.messages ?? [],
    ...(ended.status === 'fulfilled' && ended.value !== undefined ? { response: ended.value } : {}),
    ...(inside.status === 'fulfilled' && inside.value !== undefined ? { solved: inside.value } : {}),
    ...(ended.status === 'rejected' ? { error: ended.reason as RpcError } : {}),
  };
}

async function actAsFrontend(
  client: BuildKitClient,
  ref: string,
  frontendOpt: StringMap,
): Promise<gateway.SolveResponse> {
  await client.call('LLBBridge.Ping', {}, of(ref));
  try {
    const solved = await client.call(
      'LLBBridge.Solve',
      { frontend: 'dockerfile.v0', frontendOpt, allowResultReturn: true, allowResultArrayRef: true },
      of(ref),
    );
    await client.call('LLBBridge.Return', { result: solved.result }, of(ref));
    return solved;
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    const { code, rpcMessage: message, details } = error;
    // A build that is over takes no error any more.
    await client
      .call(
        'LLBBridge.Return',
        { error: { code, message, details: details.map(({ typeUrl, value }) => ({ typeUrl, value })) } },
        of(ref),
      )
      .catch(() => undefined);
    throw error;
  }
}

/** The names of all vertices, in the order in which they came up. */
export function namesIn(statuses: readonly StatusResponse[]): readonly string[] {
  return [...new Set(statuses.flatMap(({ vertices }) => vertices.map(({ name }) => name)))];
}
