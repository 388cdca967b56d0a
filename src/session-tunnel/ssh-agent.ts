import { hash } from 'node:crypto';
import { SSH } from '../protocol/buildkit/service.js';
import { callOnce, SessionCall } from './session-call.js';
import { SessionError } from './session-error.js';
import type { Session } from './session.js';

/** Asks whether the client forwards an agent of that ID. @throws RpcError when it does not */
export async function checkAgent(session: Session, id = 'default'): Promise<void> {
  await callOnce(session, SSH.CheckAgent, { id });
}

/** A key that an agent has. */
export interface AgentKey {
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** Such as `SHA256:…`, as `ssh-add -l` prints it. */
  readonly fingerprint: string;
  readonly comment: string;
}

const requestIdentities = 11;
const identitiesAnswer = 12;

/** No answer of an agent is larger, in bytes; that is OpenSSH's own limit. */
const mostBytes = 256 * 1024;

/** How long an agent may take, in milliseconds: nothing but the journal waits for its keys. */
const deadlineMs = 10_000;

/** Asks an agent of the client which keys it has, as `ssh-add -l` does in a build. @throws SessionError, RpcError */
export async function agentKeys(session: Session, id = 'default'): Promise<readonly AgentKey[]> {
  const call = new SessionCall(session, SSH.ForwardAgent, { metadata: { 'buildkit.ssh.id': [id] }, deadlineMs });
  try {
    await call.send({ data: framed(Buffer.of(requestIdentities)) });
    const answer = await answerOf(call);
    call.halfClose();
    return keysIn(answer);
  } finally {
    call.cancel();
  }
}

function framed(message: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return Buffer.concat([length, message]);
}

/** The first message, whose pieces are cut anywhere. */
async function answerOf(call: { receive(): Promise<{ readonly data: Uint8Array } | undefined> }): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const end = bytes.length < 4 ? undefined : 4 + bytes.readUInt32BE(0);
    if (end !== undefined && end > mostBytes) throw new SessionError(`agent: response too large: ${end - 4}`);
    if (end !== undefined && bytes.length >= end) return bytes.subarray(4, end);
    const piece = await call.receive();
    if (piece === undefined) throw new SessionError('agent: EOF');
    bytes = Buffer.concat([bytes, piece.data]);
  }
}

function keysIn(answer: Buffer): readonly AgentKey[] {
  if (answer[0] !== identitiesAnswer) throw new SessionError('agent: failed to list keys');
  const reader = new Reader(answer.subarray(1));
  return Array.from({ length: reader.count() }, () => {
    const blob = reader.string();
    const comment = reader.string().toString('utf8');
    const fingerprint = `SHA256:${hash('sha256', blob, 'base64').replace(/=+$/, '')}`;
    return { type: new Reader(blob).string().toString('latin1'), fingerprint, comment };
  });
}

/** Reads what agents write: numbers of four bytes, and strings with their length in front. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** How many keys follow. @throws SessionError when there is not even room for their lengths */
  count(): number {
    const count = this.#number();
    if (count * 8 > this.#bytes.length - this.#at) throw cutShort();
    return count;
  }

  string(): Buffer {
    const length = this.#number();
    if (length > this.#bytes.length - this.#at) throw cutShort();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #number(): number {
    if (this.#bytes.length - this.#at < 4) throw cutShort();
    this.#at += 4;
    return this.#bytes.readUInt32BE(this.#at - 4);
  }
}

function cutShort(): SessionError {
  return new SessionError('agent: failed to unmarshal response');
}
