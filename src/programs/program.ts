import { ExpectedEnd } from '../time/expected-end.js';
import type { User } from './user.js';

/** The file descriptors that a program writes to. */
export type OutputFd = 1 | 2;

/** What reaches a running program from outside, besides stdin. */
export type ProgramEvent =
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'resize'; readonly rows: number; readonly cols: number };

/** What a program can do. Every method throws {@link Killed} once the process is killed. */
export interface ProgramIo {
  /** The program's path and its arguments. */
  readonly argv: readonly string[];
  /** The variables as `NAME=VALUE`, each name once. */
  readonly env: readonly string[];
  readonly user: User;
  readonly cwd: string;
  /** The files that the scenario gives the image: their text by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly tty: boolean;
  /**
   * Writes, and resolves when somebody has taken the bytes, or when they were thrown away because nobody is attached.
   */
  write(fd: OutputFd, bytes: Uint8Array): Promise<void>;
  /** Reads the next bytes of stdin; undefined at its end. */
  read(): Promise<Uint8Array | undefined>;
  sleep(ms: number): Promise<void>;
  /** Resolves when so many streams have been attached in all. */
  attached(streams: number): Promise<void>;
  /** Comes to a barrier, and resolves when it is released. */
  reach(barrier: string): Promise<void>;
  release(barrier: string): void;
  /** Waits until the process is killed: never resolves. */
  stall(): Promise<never>;
  /** Says what to do with signals and resizes. By default a signal ends the process as it ends any program. */
  onEvent(listener: (event: ProgramEvent) => void): void;
}

/** A program; it resolves to its exit code. */
export type Program = (io: ProgramIo) => Promise<number>;

/** Unwinds a program whose process was killed. */
export class Killed extends ExpectedEnd {
  constructor() {
    super('the process was killed');
    this.name = 'Killed';
  }
}
