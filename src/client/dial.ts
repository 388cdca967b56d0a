import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address } from './address.js';

/** How a connection comes to its bytes: over a socket, or inside of something else. */
export interface Dial {
  /** For messages to people. */
  readonly address: string;
  /** HTTP/2's `:authority`. */
  readonly authority: string;
  connect(): Duplex;
  /** How many bytes of a call may be under way. Default: as of HTTP/2, 65,535. */
  readonly streamWindow?: number;
  /** There is no second connection: calls after the loss of the first one end with this text. */
  readonly onlyOnce?: string;
  /** Says why the connection is gone, in place of the words for sockets. */
  lost?(): string;
  /** Told when HTTP/2 has done with the bytes. */
  gone?(): void;
}

/** Dials a socket. */
export function socketDial(address: string, parsed: Address): Dial {
  return {
    address,
    authority: authority(parsed),
    connect: () =>
      parsed.kind === 'unix'
        ? net.connect({ path: parsed.path })
        : net.connect({ host: parsed.host, port: parsed.port, noDelay: true }),
  };
}

function authority(address: Address): string {
  if (address.kind === 'unix') return 'localhost';
  return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
}
