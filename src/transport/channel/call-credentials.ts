import type { CallCredentials, Metadata, StatusObject } from '@grpc/grpc-js';
import { type StatusCode, statusCodeName, statusCodes } from '../../protocol/status-code.js';
import { newMetadata } from '../grpc-js.js';

/** Codes that say something of what a server did, which credentials know nothing of. */
const ofServers: ReadonlySet<number> = new Set<StatusCode>([
  statusCodes.OK,
  statusCodes.INVALID_ARGUMENT,
  statusCodes.NOT_FOUND,
  statusCodes.ALREADY_EXISTS,
  statusCodes.FAILED_PRECONDITION,
  statusCodes.ABORTED,
  statusCodes.OUT_OF_RANGE,
  statusCodes.DATA_LOSS,
]);

/**
 * The metadata of a call with what its credentials add: grpc-js asks them on insecure channels, too.
 * @returns a status where they give none, as grpc-js says it
 */
export async function withCredentials(
  metadata: Metadata,
  credentials: CallCredentials,
  path: string,
  authority: string,
): Promise<{ readonly metadata: Metadata } | { readonly refused: StatusObject }> {
  const all = metadata.clone();
  try {
    const service = path.split('/')[1] ?? '';
    const host = authority.replace(/:\d+$/, '');
    all.merge(await credentials.generateMetadata({ method_name: path, service_url: `https://${host}/${service}` }));
  } catch (error) {
    return { refused: refusal(error) };
  }
  if (all.get('authorization').length < 2) return { metadata: all };
  const details = '"authorization" metadata cannot have multiple values';
  return { refused: { code: statusCodes.INTERNAL, details, metadata: newMetadata() } };
}

function refusal(error: unknown): StatusObject {
  const { message, code: given } = error as { readonly message?: unknown; readonly code?: unknown };
  const code = typeof given === 'number' ? given : statusCodes.UNKNOWN;
  const details = `Getting metadata from plugin failed with error: ${String(message)}`;
  if (!ofServers.has(code)) return { code, details, metadata: newMetadata() };
  return {
    code: statusCodes.INTERNAL,
    details: `Invalid status from control plane: ${code} ${statusCodeName(code)} ${details}`,
    metadata: newMetadata(),
  };
}
