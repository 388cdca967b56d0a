import type { Call, CallListener, CallOptions, CallStatus, Connection, Metadata } from '../../src/client/connection.js';

/** A call and all that its listener was told, in order. */
export interface Opened {
  readonly call: Call;
  readonly told: ('headers' | 'message' | 'status')[];
  readonly messages: Uint8Array[];
  readonly headers: Metadata[];
  readonly status: Promise<CallStatus>;
}

export function opened(connection: Connection, path = '/s/m', options: CallOptions = {}): Opened {
  const told: Opened['told'] = [];
  const messages: Uint8Array[] = [];
  const headers: Metadata[] = [];
  let listener: Partial<CallListener> = {};
  const status = new Promise<CallStatus>((resolve) => {
    listener = {
      onStatus(seen) {
        told.push('status');
        resolve(seen);
      },
    };
  });
  const call = connection.open(path, options, {
    onHeaders(metadata) {
      told.push('headers');
      headers.push(metadata);
    },
    onMessage(bytes) {
      told.push('message');
      messages.push(bytes);
    },
    onStatus: (seen) => listener.onStatus?.(seen),
  });
  return { call, told, messages, headers, status };
}
