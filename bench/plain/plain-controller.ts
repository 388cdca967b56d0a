import { infoOf, type InfoResponse, type Init, type StatusResponse } from 'buildx-testkit/protocol';
import { revision } from '../revision.js';

/** What one who writes a double by hand keeps of a session. */
interface PlainSession {
  readonly processes: Set<string>;
}

/** Takes a build's messages; settles when they are sent. */
export type ReadBuild = (messages: readonly Init<StatusResponse>[]) => Promise<void>;

/** A process' output comes in pieces of so many bytes, as the real controller's. */
const pieceBytes = 4096;

/**
 * The least that answers as the fake does in these measurements: what the same tests would use without it. It has no
 * journal, no clock and no scenario.
 */
export class PlainController {
  readonly #build: readonly Init<StatusResponse>[];
  readonly #sessions = new Map<string, PlainSession>();
  readonly #waiting = new Map<string, (() => Promise<void>)[]>();

  /** @param build the messages of each build */
  constructor(build: readonly Init<StatusResponse>[]) {
    this.#build = build;
  }

  info(): InfoResponse {
    return { buildxVersion: infoOf(revision) };
  }

  get refs(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  /** Settles when everyone who waits for the build has read it. */
  async build(ref: string): Promise<void> {
    this.#sessions.set(ref, { processes: new Set() });
    const waiting = this.#waiting.get(ref) ?? [];
    this.#waiting.delete(ref);
    await Promise.all(waiting.map((read) => read()));
  }

  /** Reads the build of the ref, or waits for it. */
  status(ref: string, read: ReadBuild): Promise<void> {
    if (this.#sessions.has(ref)) return read(this.#build);
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(ref) ?? [];
      this.#waiting.set(ref, waiting);
      waiting.push(() => read(this.#build).then(resolve, reject));
    });
  }

  /** False when there is no such session. */
  startProcess(ref: string, id: string): boolean {
    return this.#sessions.get(ref)?.processes.add(id) !== undefined;
  }

  processes(ref: string): readonly string[] {
    return [...(this.#sessions.get(ref)?.processes ?? [])];
  }

  disconnect(ref: string): void {
    this.#sessions.delete(ref);
  }

  forget(): void {
    this.#sessions.clear();
    this.#waiting.clear();
  }
}

/** What `cat` writes when it has read this. */
export function piecesOf(data: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < data.length; start += pieceBytes) pieces.push(data.subarray(start, start + pieceBytes));
  return pieces;
}
