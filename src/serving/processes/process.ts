import { CancellationSource, type Cancellation } from '../../time/cancellation.js';
import { sleep } from '../../time/sleep.js';
import { taken } from '../../transport/server-call.js';
import { Killed, type OutputFd, type Program, type ProgramEvent, type ProgramIo } from '../../programs/program.js';
import { exitOfSignal } from '../../programs/exit-of-signal.js';
import { StartRefusal, StartFailure } from '../../programs/start-failure.js';
import { UnexpectedStdin } from '../../programs/unexpected-stdin.js';
import type { Attachment } from './attachment.js';
import type { Container } from './container.js';
import { killedCode, type ProcessEnd } from './process-end.js';
import type { ProcessConfig, ProcessHost } from './process-host.js';
import { StdinBuffer } from './stdin-buffer.js';
import type { Surroundings } from './surroundings.js';

/** How many bytes the real server's forwarder, which stands in front of Invoke, reads at a time. */
const chunkBytes = 4096;
/** How many bytes of output are kept for whoever attaches next, where they are kept at all. */
const backlogBytes = 65_536;

/** What the runtime says of a process that it cannot start, by whether it is the first of a new container. */
const startFailures = {
  first: { complaint: 'runc run failed', code: 1 },
  other: { complaint: 'exec failed', code: 255 },
} as const;

/** How often that was seen (docs/real-controller.md §13.2). */
const oneInFourteen = [false, ...Array.from({ length: 12 }, () => false), true] as const;

export interface ProcessStart<C extends ProcessConfig> {
  readonly id: string;
  readonly config: C;
  readonly container: Container;
  /** What the process finds when it starts; throws what keeps it from starting. */
  readonly surroundings: () => Surroundings;
}

/** A process in a build's container. Its manager knows it from its start until it ends. */
export class Process<C extends ProcessConfig = ProcessConfig> {
  readonly id: string;
  readonly config: C;
  /** How the process ended; resolves once the end was noticed. */
  readonly ended: Promise<ProcessEnd>;
  readonly #server: ProcessHost;
  readonly #container: Container;
  readonly #surroundings: () => Surroundings;
  readonly #isReuse: boolean;
  readonly #startFailure: (typeof startFailures)['first' | 'other'];
  readonly #killed = new CancellationSource();
  readonly #stdin = new StdinBuffer();
  readonly #backlog: { readonly fd: OutputFd; readonly bytes: Uint8Array }[] = [];
  #backlogBytes = 0;
  #attachment: Attachment | undefined;
  #attachments = 0;
  #onAttachment: (() => void) | undefined;
  /** Settles when the backlog has reached whoever attached. */
  #flushing: Promise<void> = Promise.resolve();
  #flushes = 0;
  #onAttach: (() => void) | undefined;
  #onStdin: (() => void) | undefined;
  #eventListener: ((event: ProgramEvent) => void) | undefined;
  #end: ((end: ProcessEnd) => void) | undefined;

  constructor(server: ProcessHost, { id, config, container, surroundings }: ProcessStart<C>) {
    this.#server = server;
    this.id = id;
    this.config = config;
    this.#container = container;
    this.#surroundings = surroundings;
    this.#isReuse = !container.isNew;
    this.#startFailure = startFailures[container.isNew ? 'first' : 'other'];
    container.add(this);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Begins to run. Output waits until the caller has had the chance to attach. */
  start(program: Program): void {
    void Promise.resolve()
      .then(() => program(this.#io()))
      .then(
        (code) => this.#exited(code),
        (error: unknown) => this.#broke(error),
      )
      .catch(unlessKilled);
  }

  /** Binds a stream to the process. The stream that was bound before is told that it was taken over. */
  attach(attachment: Attachment): void {
    this.#attachment?.end({ kind: 'taken-over' });
    this.#attachment = attachment;
    this.#attachments++;
    this.#onAttachment?.();
    void attachment.ended.then(() => {
      if (this.#attachment === attachment) this.#attachment = undefined;
    });
    this.#flushes++;
    this.#flushing = this.#flushing
      .then(() => this.#flushBacklog())
      .finally(() => {
        this.#flushes--;
      });
    this.#onAttach?.();
    // It may have been killed since the stream asked for it, and nobody would tell the stream later.
    if (this.#end === undefined) void this.ended.then((end) => attachment.end(end));
  }

  /** Writes to stdin, and resolves when the bytes have found room. */
  async writeStdin(bytes: Uint8Array): Promise<void> {
    this.#onStdin?.();
    await this.#stdin.write(bytes);
  }

  endStdin(): void {
    this.#stdin.end();
  }

  deliver(event: ProgramEvent): void {
    if (this.#eventListener !== undefined) this.#eventListener(event);
    else if (event.kind === 'signal') this.#signalled(event.name);
  }

  /** Kills the process because its container has died; such an exit may go unnoticed. */
  crash(causes: readonly (number | string)[]): void {
    if (this.#end === undefined) return;
    this.#killed.cancel();
    if (this.#exitsUnnoticed) void this.#nextStdin().then(() => this.#finish({ kind: 'crashed', causes }));
    else this.#finish({ kind: 'crashed', causes });
  }

  kill(): void {
    this.#finish({ kind: 'killed' });
    this.#killed.cancel();
  }

  /** Ends a program that does not listen to signals as the system would end it. */
  #signalled(name: string): void {
    const code = exitOfSignal(name);
    if (code === undefined) return;
    this.#finish({ kind: 'exited', codes: [code] });
    this.#killed.cancel();
  }

  async #exited(code: number): Promise<void> {
    const alone: readonly [number, ...number[]] = [code];
    const along = code !== 0 && this.#container.dragsAlong(this);
    if (this.#exitsUnnoticed) {
      this.#container.exit(this);
      await this.#nextStdin();
    }
    const end: ProcessEnd = { kind: 'exited', codes: along ? this.#server.race([alone, [code, killedCode]]) : alone };
    if (this.#isReuse && this.#server.has('lost-exits') && this.#server.race(oneInFourteen)) this.#vanish(end);
    else this.#finish(end);
    this.#killed.cancel();
  }

  /** Ends the process without telling whoever is attached. */
  #vanish(end: ProcessEnd): void {
    this.#attachment = undefined;
    this.#finish(end);
  }

  /** Whether an exit is noticed only when something comes on stdin, as without a terminal. */
  get #exitsUnnoticed(): boolean {
    return this.#server.has('unnoticed-exit') && !this.config.tty;
  }

  async #broke(error: unknown): Promise<void> {
    if (error instanceof UnexpectedStdin) {
      this.#finish({ kind: 'unexpected-stdin', message: error.message });
      this.#killed.cancel();
      return;
    }
    if (error instanceof StartRefusal) {
      const usual = this.#server.has('silent-ends-race') ? error.wordings : ([error.message] as const);
      this.#finish({ kind: 'refused', message: this.#server.race(usual) });
      this.#killed.cancel();
      return;
    }
    if (!(error instanceof StartFailure)) throw error;
    // The runtime's words appear as the program's own output, and the process as one that failed.
    const { complaint, code } = this.#startFailure;
    const text = `${complaint}: ${error.message}`;
    if (this.config.tty) await this.#write(1, Buffer.from(`${text}\r\n`));
    else await this.#write(2, Buffer.from(`${text}\n`));
    await this.#exited(code);
  }

  #finish(end: ProcessEnd): void {
    this.#end?.(end);
    this.#end = undefined;
    this.#attachment?.end(end);
  }

  #nextStdin(): Promise<void> {
    return new Promise((resolve) => {
      this.#onStdin = resolve;
    });
  }

  get #name(): string {
    return `process ${JSON.stringify(this.id)}`;
  }

  #io(): ProgramIo {
    const killed: Cancellation = this.#killed;
    const alive = <T>(work: Promise<T>): Promise<T> => orKilled(work, killed);
    return {
      ...this.#surroundings(),
      tty: this.config.tty,
      write: (fd, bytes) => alive(this.#write(fd, bytes)),
      read: () => alive(this.#stdin.read()),
      sleep: async (ms) => {
        const { clock } = this.#server;
        if (!(await sleep(clock, ms, this.#name, killed))) throw new Killed();
      },
      reach: async (barrier) => {
        const { barriers } = this.#server;
        if (!(await barriers.arrive(barrier, this.#name, killed))) throw new Killed();
      },
      release: (barrier) => this.#server.barriers.release(barrier, this.#name),
      attached: (streams) => alive(this.#attachedTo(streams)),
      stall: () => alive(new Promise<never>(() => {})),
      onEvent: (listener) => {
        this.#eventListener = listener;
      },
    };
  }

  async #attachedTo(streams: number): Promise<void> {
    while (this.#attachments < streams) {
      await new Promise<void>((resolve) => {
        this.#onAttachment = resolve;
      });
    }
  }

  async #write(fd: OutputFd, bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const delivered = this.#forward(fd, bytes.subarray(at, at + chunkBytes));
      if (delivered !== taken) await delivered;
    }
  }

  #forward(fd: OutputFd, bytes: Uint8Array): Promise<unknown> {
    const attachment = this.#killed.cancelled || this.#flushes > 0 ? undefined : this.#attachment;
    return attachment === undefined ? this.#forwardLater(fd, bytes) : attachment.deliver(fd, bytes);
  }

  async #forwardLater(fd: OutputFd, bytes: Uint8Array): Promise<void> {
    if (this.#killed.cancelled) throw new Killed();
    await this.#flushing;
    if (this.#attachment !== undefined) {
      await this.#attachment.deliver(fd, bytes);
      return;
    }
    if (this.#server.has('detached-output-lost')) return;
    this.#backlog.push({ fd, bytes });
    this.#backlogBytes += bytes.length;
    if (this.#backlogBytes >= backlogBytes) {
      await new Promise<void>((resolve) => {
        this.#onAttach = resolve;
      });
      await this.#flushing;
    }
  }

  async #flushBacklog(): Promise<void> {
    for (let next = this.#backlog[0]; next !== undefined && this.#attachment !== undefined; next = this.#backlog[0]) {
      if (!(await this.#attachment.deliver(next.fd, next.bytes))) return;
      this.#backlog.shift();
      this.#backlogBytes -= next.bytes.length;
    }
  }
}

/** A process can be killed while its program runs, or while the runtime says why there is none: both just end. */
function unlessKilled(error: unknown): void {
  if (!(error instanceof Killed)) throw error;
}

/**
 * Gives what the work gives.
 * @throws Killed when the process is killed before
 */
function orKilled<T>(work: Promise<T>, killed: Cancellation): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = killed.onCancel(() => reject(new Killed()));
    work.then(
      (value) => {
        stopListening();
        resolve(value);
      },
      (error: unknown) => {
        stopListening();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
