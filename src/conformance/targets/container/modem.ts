import type { ContainerRuntimeClient } from 'testcontainers';
import type { EngineContainer } from './engine.js';

interface Progress {
  /** Why the work failed. */
  readonly error?: string;
}

/** What is used of the engine's transport, which its types leave out. */
interface Modem {
  /** Of an engine that is reached by a unix socket. */
  readonly socketPath?: string | undefined;
  /** Takes apart a stream that carries both outputs of a container. */
  demuxStream(from: NodeJS.ReadableStream, stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): void;
  /** Calls `finished` at the end of a stream of progress, with all that it told; failures are among that. */
  followProgress(
    from: NodeJS.ReadableStream,
    finished: (broken: Error | null, told: readonly Progress[]) => void,
  ): void;
}

export function modemOf(owner: EngineContainer | ContainerRuntimeClient['container']['dockerode']): Modem {
  return owner.modem as Modem;
}
