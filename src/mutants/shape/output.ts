import type { Middleware } from '../../fake-controller/handlers/middleware.js';
import type { InvokeMessage } from '../../protocol/messages.js';
import { receiving } from './receiving.js';
import { sending } from './sending.js';

export type File = Extract<InvokeMessage, { kind: 'file' }>;
type Sent = Partial<File> & { readonly kind: 'file' };

/** Sends other messages in place of each that carries output or EOF on Invoke. */
export function output(change: (file: File, nth: number) => readonly Sent[]): Middleware {
  return sending('Invoke', (message, nth) => (message.kind === 'file' ? change(message as File, nth) : [message]));
}

/** Output of other bytes. */
export function outputBytes(change: (data: Uint8Array) => Uint8Array): Middleware {
  return output((file) => [file.eof ? file : { ...file, data: change(file.data) }]);
}

/** Hears other messages on a process' stdin; undefined loses one. */
export function stdin(change: (file: File, nth: number) => File | undefined): Middleware {
  return receiving('Invoke', (message, nth) => (message.kind === 'file' ? change(message, nth) : message));
}
