import { inspect } from 'node:util';
import { statusCodeName } from './status-code.js';

/** How a call ended, in a line: `UNKNOWN 'build ongoing'`, or `OK`. */
export function statusText({ code, message }: { readonly code: number; readonly message: string }): string {
  const name = statusCodeName(code);
  return message === '' ? name : `${name} ${inspect(message)}`;
}
