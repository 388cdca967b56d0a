import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerRuntimeClient, StartedTestContainer } from 'testcontainers';
import { accepts } from '../accepts.js';
import type { Transport } from './container-options.js';
import { ContainerStartError } from './container-start-error.js';
import { modemOf } from './modem.js';
import { Relay } from './relay.js';
import type { SocketDirectory } from './socket-directory.js';

/** How this machine reaches the controller's socket. */
export interface WayToSocket {
  /** What a client connects to. */
  readonly address: string;
  readonly transport: Exclude<Transport, 'auto'>;
  /** Lets clients know that the controller was killed. */
  drop(): void;
  close(): Promise<void>;
}

/** The longest path of a unix socket on Linux, in bytes. */
const longestSocketPath = 107;

/** Whether the socket can be mounted, which needs an engine that runs on this very kernel. */
export function mayBind(engine: ContainerRuntimeClient, transport: Transport): boolean {
  if (transport !== 'auto') return transport === 'bind';
  return process.platform === 'linux' && modemOf(engine.container.dockerode).socketPath !== undefined;
}

export async function openWay(
  engine: ContainerRuntimeClient,
  container: StartedTestContainer,
  { transport, directory }: { readonly transport: Transport; readonly directory: SocketDirectory | undefined },
): Promise<WayToSocket> {
  const found = directory === undefined ? 'nothing is mounted' : await boundSocket(directory);
  if (typeof found === 'object') return { ...found, transport: 'bind', drop: () => {}, close: async () => {} };
  if (transport === 'bind') {
    throw new ContainerStartError(`the controller's socket cannot be reached through the mount: ${found}`, '');
  }
  const relay = await Relay.listen(engine.container.getById(container.getId()));
  return { address: relay.address, transport: 'relay', drop: () => relay.drop(), close: () => relay.close() };
}

/** Gives the address of the socket in a mounted directory, or why it is of no use. */
async function boundSocket(directory: SocketDirectory): Promise<{ readonly address: string } | string> {
  const shared = join(directory.path, 'controller', 'shared');
  const name = existsSync(shared) ? readdirSync(shared).find((entry) => entry.endsWith('.sock')) : undefined;
  if (name === undefined) return `there is none in ${shared}; does the engine run on another machine?`;
  const path = join(shared, name);
  if (Buffer.byteLength(path) > longestSocketPath) return `its path ${path} is too long for a socket: set TMPDIR`;
  const refusal = await accepts(`unix://${path}`);
  return refusal === undefined ? { address: `unix://${path}` } : `${path} refuses connections (${refusal})`;
}
