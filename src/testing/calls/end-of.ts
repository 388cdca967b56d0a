import type { ErrorDetail } from '../../protocol/error-detail.js';
import { statusCodeName } from '../../protocol/status-code.js';
import { detailsOfError } from '../../protocol/details-of-error.js';

/**
 * How a call ended, whichever client made it.
 *
 * @since 0.1.0
 */
export interface CallEnd {
  /** gRPC's status code; 0 is OK. */
  readonly code: number;
  /** Its name in gRPC's spelling: `UNKNOWN`, `CANCELLED`. */
  readonly codeName: string;
  /** The server's own words; empty where it has none. */
  readonly message: string;
  /** Typed details, from `grpc-status-details-bin`; empty where there are none. */
  readonly details: readonly ErrorDetail[];
}

/**
 * Waits for the end of a call: of this package's client, of `@grpc/grpc-js` (which is read to its end), or of anything
 * that is a promise, for which success is OK. An error that a client threw, and a status, are ends themselves.
 *
 * @remarks A call of grpc-js tells its end once, to those who listen: give it before it is over.
 *
 * @example const { codeName, message } = await endOf(client.invoke(request));
 * @throws what the promise rejects with, unless it is a status of gRPC; TypeError when it is none of these
 * @since 0.1.0
 */
export async function endOf(call: unknown): Promise<CallEnd> {
  if (typeof call !== 'object' || call === null) throw notCall(call);
  if ('then' in call && typeof call.then === 'function') return promised(call as unknown as PromiseLike<unknown>);
  if ('status' in call && isPromise(call.status)) return ended(await call.status);
  if ('code' in call && typeof call.code === 'number') return ended(call);
  if (isEmitter(call)) return ended(await statusOf(call));
  throw notCall(call);
}

async function promised(call: PromiseLike<unknown>): Promise<CallEnd> {
  try {
    await call;
  } catch (error) {
    return ended(error);
  }
  return { code: 0, codeName: 'OK', message: '', details: [] };
}

/** @throws the error itself when it has no code of gRPC's */
function ended(status: unknown): CallEnd {
  if (typeof status !== 'object' || status === null || !('code' in status) || typeof status.code !== 'number')
    throw status;
  return {
    code: status.code,
    codeName: statusCodeName(status.code),
    message: wordsOf(status),
    details: detailsOfError(status),
  };
}

/** The server's own words, by the name that each client has for them. */
function wordsOf(status: object): string {
  for (const name of ['rpcMessage', 'rawMessage', 'details', 'message']) {
    const words = (status as Readonly<Record<string, unknown>>)[name];
    if (typeof words === 'string') return words;
  }
  return '';
}

interface Emitter {
  on(event: string, listener: (value: unknown) => void): unknown;
  resume?(): unknown;
  readonly readableFlowing?: boolean | null;
  readonly destroyed?: boolean;
}

function isEmitter(call: object): call is Emitter {
  return 'on' in call && typeof call.on === 'function' && 'cancel' in call;
}

function statusOf(call: Emitter): Promise<unknown> {
  if (call.destroyed === true)
    throw new TypeError('the call is over already, and grpc-js tells how only once: call endOf before it ends');
  return new Promise((resolve) => {
    call.on('status', resolve);
    // Without a listener it would be thrown where nobody can catch it; the status says the same.
    call.on('error', () => undefined);
    // Its status comes after all of its messages.
    if (call.readableFlowing === null) call.resume?.();
  });
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function notCall(given: unknown): TypeError {
  return new TypeError(`${String(given)} is no call, promise, status or error of gRPC`);
}
