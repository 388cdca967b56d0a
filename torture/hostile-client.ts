import { once } from 'node:events';
import { connect } from 'node:net';
import type { HostileConnection } from './arbitraries/http2.js';
import { within } from './within.js';

/** Sockets of this process, where both ends are, and those that listen. */
export function connections(): number {
  return process.getActiveResourcesInfo().filter((kind) => /^(Pipe|TCPSocket|TCPServer|TCP)(Server)?Wrap$/.test(kind))
    .length;
}

/**
 * Does on a unix socket what a hostile client does.
 * Rejects where the server does not hang up on a client that has ended.
 */
export async function maltreat(path: string, { bytes: hex, chunk, stays, goes }: HostileConnection): Promise<void> {
  const bytes = Buffer.from(hex, 'hex');
  const socket = connect(path);
  // The server may hang up at any time, and that is well.
  socket.on('error', () => {});
  socket.resume();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  for (let at = 0; at < bytes.length && !socket.destroyed; at += chunk) {
    socket.write(bytes.subarray(at, at + chunk));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, stays));
  if (goes === 'destroys') socket.destroy();
  else socket.end();
  try {
    await within('the server hangs up', closed);
  } finally {
    socket.destroy();
  }
}
