import { createPublicKey, verify } from 'node:crypto';
import { RpcError } from '../client/rpc-error.js';
import type { filesync } from '../protocol/buildkit/messages.js';
import { Auth } from '../protocol/buildkit/service.js';
import type { Init } from '../protocol/messages.js';
import { statusCodes } from '../protocol/status-code.js';
import { callOnce } from './session-call.js';
import { SessionError } from './session-error.js';
import type { Session } from './session.js';

/** How long BuildKit waits for each answer, in milliseconds. */
const deadlineMs = 60_000;

/** The length of a key of Ed25519 and of a signature, in bytes. */
const keyBytes = 32;
const signatureBytes = 64;

/** A registry's user and password; both are empty where the client has none. @throws RpcError */
export async function readCredentials(session: Session, host: string): Promise<filesync.CredentialsResponse> {
  const none = { username: '', secret: '' };
  return unless([statusCodes.UNIMPLEMENTED], none, () => callOnce(session, Auth.Credentials, { host }, { deadlineMs }));
}

/**
 * The key by which it is known later that a client has the same credentials; undefined where it fetches no tokens.
 * @throws RpcError; SessionError where it is no key
 */
export async function tokenAuthority(
  session: Session,
  host: string,
  salt: Uint8Array,
): Promise<Uint8Array | undefined> {
  const codes = [statusCodes.UNIMPLEMENTED, statusCodes.UNAVAILABLE];
  const answer = await unless(codes, undefined, () =>
    callOnce(session, Auth.GetTokenAuthority, { host, salt }, { deadlineMs }),
  );
  if (answer === undefined) return undefined;
  // BuildKit tells the length that it wants, not the one that came.
  if (answer.publicKey.length !== keyBytes) throw new SessionError(`invalid pubkey length ${keyBytes}`);
  return answer.publicKey;
}

/** Whether a client has the credentials of that key: it signs what it is given. @throws RpcError */
export async function hasAuthority(
  session: Session,
  key: Uint8Array,
  { host, salt, payload }: filesync.VerifyTokenAuthorityRequest,
): Promise<boolean> {
  const answer = await unless([statusCodes.UNIMPLEMENTED], undefined, () =>
    callOnce(session, Auth.VerifyTokenAuthority, { host, salt, payload }, { deadlineMs }),
  );
  // The signature stands in front of what is signed.
  const signed = Buffer.from(answer?.signed ?? []);
  if (!signed.subarray(signatureBytes).equals(payload)) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') };
  return verify(null, payload, createPublicKey({ key: jwk, format: 'jwk' }), signed.subarray(0, signatureBytes));
}

/** Lets the client fetch a token from where the registry says. @throws RpcError */
export function fetchToken(
  session: Session,
  request: Init<filesync.FetchTokenRequest>,
): Promise<filesync.FetchTokenResponse> {
  return callOnce(session, Auth.FetchToken, { clientId: 'buildkit-client', ...request }, { deadlineMs });
}

async function unless<T, U>(codes: readonly number[], otherwise: U, ask: () => Promise<T>): Promise<T | U> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RpcError && codes.includes(error.code)) return otherwise;
    throw error;
  }
}
