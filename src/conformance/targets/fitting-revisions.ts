import type { ControllerClient } from '../../client/controller-client.js';
import { behaves } from '../../protocol/behaviour.js';
import type { MethodName } from '../../protocol/methods.js';
import { ProtocolError } from '../../protocol/protocol-error.js';
import { type Revision, revisions } from '../../protocol/revision.js';
import { hasMethod, methodOf, serviceName } from '../../protocol/service.js';
import { sessionWording } from '../../protocol/session-wording.js';
import { statusCodeName } from '../../protocol/status-code.js';

/** A request without a session, which changes nothing, and to which servers of some revisions answer otherwise. */
interface Probe {
  readonly rpc: Extract<MethodName, 'Inspect' | 'Build'>;
  readonly request: Uint8Array;
}

const probes: readonly Probe[] = [
  { rpc: 'Inspect', request: new Uint8Array() },
  { rpc: 'Build', request: buildWithWrongText(29) },
  { rpc: 'Build', request: buildWithWrongText(32) },
];

/** A BuildRequest whose options have bytes that are no UTF-8 in a field, which only who knows it as a string refuses. */
function buildWithWrongText(field: number): Uint8Array {
  const wireType = 2;
  const tag = (field << 3) | wireType;
  const options = [(tag & 0x7f) | 0x80, tag >>> 7, 1, 0xff];
  return Uint8Array.of(0x12, options.length, ...options);
}

/**
 * The revisions whose servers would answer as this one does. It asks for nothing that a server remembers; what differs
 * only in what builds and processes do is not told apart.
 */
export async function fittingRevisions(client: ControllerClient, timeoutMs: number): Promise<readonly Revision[]> {
  let fitting = revisions;
  for (const probe of probes) {
    const seen = await answerOf(client, probe, timeoutMs);
    fitting = fitting.filter((revision) => expectedOf(revision, probe) === seen);
  }
  return fitting;
}

/** The name of the code that says all, or else the text. */
async function answerOf(client: ControllerClient, { rpc, request }: Probe, timeoutMs: number): Promise<string> {
  const call = client.rpc.openRaw(`/${serviceName}/${rpc}`, { deadlineMs: timeoutMs });
  await call.send(request);
  call.halfClose();
  const { code, message } = await call.status;
  const name = statusCodeName(code);
  return name === 'UNKNOWN' ? message : name;
}

function expectedOf(revision: Revision, { rpc, request }: Probe): string {
  if (!hasMethod(revision, rpc)) return 'UNIMPLEMENTED';
  const strictUtf8 = !behaves(revision, 'wrongWireTypesAreRefused');
  try {
    methodOf(revision, rpc).request.decode(request, { strictUtf8, strictTypes: !strictUtf8 });
  } catch (error) {
    if (error instanceof ProtocolError) return 'INTERNAL';
    throw error;
  }
  const wording = sessionWording(revision);
  return rpc === 'Build' ? wording.build.empty : wording.inspect.empty;
}
