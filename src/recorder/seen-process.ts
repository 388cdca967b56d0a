import type { InvokeConfig, InvokeMessage } from '../protocol/messages.js';
import { statusCodes } from '../protocol/status-code.js';
import type { ProgramScript, ProgramStep } from '../scenarios/model/program-script.js';
import type { JournalStatus } from '../journal/entry.js';
import { writtenBytes } from './written-bytes.js';

/** How a process ended by itself. */
type End =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'start-failed'; readonly reason: string };

/** docs/real-controller.md §3.4 */
/**
 * Matches how a process ends that exits (docs/real-controller.md §3.4); the end of one that its exit took along may be
 * told with it.
 */
const exitCode = /^exit code: (\d{1,3})(?:: exit code: 137)?$/;
/**
 * Matches how a process ends that died with its container because of another one, which is told behind. Whoever plays
 * that other one ends this one by itself.
 */
const wentAlong = /^exit code: 137: /;
const startFailed = /^failed to start container: (.*)$/s;

/** One process, as its streams show it: what it read, what it wrote, and how it ended. */
export class SeenProcess {
  readonly config: InvokeConfig;
  readonly #steps: ProgramStep[] = [];
  /** The time of the last step. */
  #time: number;
  #stream: number | undefined;
  #streams = 0;
  /** Whether anything shows that the process was there; a stream that was refused had none. */
  #real = false;
  #killed = false;
  #spoilt = false;
  #end: End | undefined;

  constructor(config: InvokeConfig, started: number) {
    this.config = config;
    this.#time = started;
  }

  get isOver(): boolean {
    return this.#end !== undefined || (!this.#real && this.#stream === undefined);
  }

  get failed(): boolean {
    return this.#end !== undefined && (this.#end.kind !== 'exited' || this.#end.code !== 0);
  }

  /** Called when a stream is bound to it, in place of the one before. */
  attach(stream: number, time: number): void {
    this.#stream = stream;
    this.#streams++;
    if (this.#streams === 1) return;
    this.#real = true;
    // It waits for the stream, because what it wrote before would be lost: it must not write earlier than it did.
    this.#steps.push({ attached: this.#streams });
    this.#time = time;
  }

  detach(stream: number): void {
    if (this.#stream === stream) this.#stream = undefined;
    this.#real = true;
  }

  hears(time: number, data: Uint8Array): void {
    this.#steps.push({ expect: writtenBytes(data) });
    this.#time = time;
  }

  says(time: number, message: InvokeMessage): void {
    this.#real = true;
    if (message.kind !== 'file' || message.data.length === 0) return;
    this.#wait(time);
    const send = sent(message.data);
    this.#steps.push(message.fd === 2 ? { send, fd: 2 } : { send });
  }

  kill(): void {
    this.#killed = true;
  }

  streamEnded(stream: number, time: number, { code, message }: JournalStatus): void {
    if (this.#stream !== stream) return;
    this.#stream = undefined;
    if (this.#killed || wentAlong.test(message)) return;
    const exit = exitCode.exec(message)?.[1];
    const reason = startFailed.exec(message)?.[1];
    if (exit !== undefined) this.#exit(time, Number(exit));
    else if (reason !== undefined) this.#end = { kind: 'start-failed', reason };
    else if (code === statusCodes.CANCELLED || code === statusCodes.OK) this.#exit(time, 0);
  }

  /** Called when some of what it said or heard could not be read. */
  spoil(): void {
    this.#spoilt = true;
  }

  /** The script that plays it; undefined when there was no such process, or when it cannot be told what it did. */
  script(): Omit<ProgramScript, 'program'> | undefined {
    if (this.#spoilt) return undefined;
    if (!this.#real && this.#end === undefined && this.#stream === undefined && !this.#killed) return undefined;
    if (this.#end?.kind === 'start-failed') return { failsToStart: this.#end.reason };
    return { steps: this.#end === undefined ? [...this.#steps, { stall: true }] : this.#steps };
  }

  #exit(time: number, code: number): void {
    this.#real = true;
    this.#end = { kind: 'exited', code };
    // Without a TTY, what came last on stdin was not read: its arrival was how the end of the process was noticed.
    if (!this.config.tty && 'expect' in (this.#steps.at(-1) ?? {})) this.#steps.pop();
    else this.#wait(time);
    this.#steps.push({ exit: code });
  }

  #wait(time: number): void {
    const ms = Math.round((time - this.#time) * 1000) / 1000;
    if (ms > 0) this.#steps.push({ wait: ms });
    this.#time = time;
  }
}

/** Bytes for a `send`, in which `$$` stands for a dollar sign. */
function sent(data: Uint8Array): ReturnType<typeof writtenBytes> {
  const bytes = writtenBytes(data);
  return typeof bytes === 'string' && bytes.includes('$$') ? bytes.replaceAll('$', '$$$$') : bytes;
}
