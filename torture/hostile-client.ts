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
 * Before Node 22, node:http2 tells nobody that it has given a connection up for some kinds of wrong frames, and reads
 * no more: the server's end stays until the server stops.
 */
const keepsGivenUp = Number(process.versions.node.split('.')[0]) < 22;

const goaway = 7;

/**
 * Does on a unix socket what a hostile client does; whether the server may have given the connection up and kept it.
 * Rejects where the server does not hang up on a client that has ended.
 */
export async function maltreat(path: string, { bytes: hex, chunk, stays, goes }: HostileConnection): Promise<boolean> {
  const bytes = Buffer.from(hex, 'hex');
  const socket = connect(path);
  const heard: Buffer[] = [];
  // The server may hang up at any time, and that is well.
  socket.on('error', () => {});
  socket.on('data', (data: Buffer) => {
    heard.push(data);
    if (keepsGivenUp && isGivenUp()) socket.destroy();
  });
  const isGivenUp = (): boolean => frameTypes(Buffer.concat(heard)).includes(goaway);
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
    return keepsGivenUp && (goes === 'destroys' || isGivenUp());
  } finally {
    socket.destroy();
  }
}

function frameTypes(bytes: Buffer): readonly number[] {
  const types: number[] = [];
  for (let at = 0; at + 9 <= bytes.length; at += 9 + bytes.readUIntBE(at, 3)) types.push(bytes[at + 3] ?? 0);
  return types;
}
