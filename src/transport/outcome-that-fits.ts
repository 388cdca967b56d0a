import { encodeGrpcMessage } from '../client/grpc-headers.js';
import { cutMark } from './cut-mark.js';
import type { Outcome } from './server-call.js';

/**
 * How many bytes a call's trailers may have. Neither node:http2 nor a client of grpc-js takes a block of headers above
 * 64 KiB, of which the names, and what each header counts for besides its bytes, need the rest.
 */
const trailerBytes = 61_000;

/**
 * How many of those bytes a message may have when it is encoded; the details, in which it stands once more, have the
 * rest.
 */
const messageBytes = 20_000;

/** Cuts a text to what fits, with a mark that says how much is missing. */
export function messageThatFits(message: string): string {
  // Most messages are short. No byte becomes more than three, and no character of JavaScript more than three bytes.
  if (message.length * 9 <= messageBytes) return message;
  if (message.length <= messageBytes && encodedSize(message) <= messageBytes) return message;
  const bytes = Buffer.byteLength(message);
  let kept = '';
  let size = encodedSize(cutMark(bytes, bytes));
  for (const character of message) {
    size += encodedSize(character);
    if (size > messageBytes) break;
    kept += character;
  }
  return kept + cutMark(Buffer.byteLength(kept), bytes);
}

/** Makes an outcome fit: its message is cut, and its details are left out when they are too much beside it. */
export function outcomeThatFits(outcome: Outcome): Outcome {
  const message = messageThatFits(outcome.message);
  const { code, details } = outcome;
  if (details === undefined) return message === outcome.message ? outcome : { code, message };
  const fits = Math.ceil((details.length * 4) / 3) + encodedSize(message) <= trailerBytes;
  return fits ? { code, message, details } : { code, message };
}

function encodedSize(text: string): number {
  return encodeGrpcMessage(text).length;
}
