import type { ContainerRuntimeClient } from 'testcontainers';
import type { EngineContainer } from './engine.js';

interface Progress {
  /** Why the work failed. */
  readonly error?: string;
}

/** The parts of the engine's transport that are used here, and which its types leave out. */
interface Modem {
  /** The socket of an engine that is reached by one. */
  readonly socketPath?: string | undefined;
  /** Takes apart a stream that carries both outputs of a container. */
  demuxStream(from: NodeJS.ReadableStream, stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): void;
  /** Calls `finished` at the end of a stream of progress, with all that it told, failures among it. */
  followProgress(
    from: NodeJS.ReadableStream,
    finished: (broken: Error | null, told: readonly Progress[]) => void,
  ): void;
}

export function modemOf(owner: EngineContainer | ContainerRuntimeClient['container']['dockerode']): Modem {
  return owner.modem as Modem;
}
