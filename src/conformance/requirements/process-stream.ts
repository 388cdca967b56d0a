import type { Call, ControllerClient } from '../../client/controller-client.js';
import type { Init, InvokeConfig, InvokeMessage } from '../../protocol/messages.js';
import type { Trial } from '../trial/trial.js';
import { endingFrom, endingOf, type Ending } from './ending.js';
import { programConfig, type Placeholders, type ProgramName } from './program.js';

type File = Extract<InvokeMessage, { kind: 'file' }>;

/** One Invoke stream whose Init is sent; what comes on it is looked at by file descriptor. */
export class ProcessStream {
  readonly call: Call<InvokeMessage, InvokeMessage>;
  readonly ref: string;
  readonly processId: string;

  constructor(call: Call<InvokeMessage, InvokeMessage>, ref: string, processId: string) {
    this.call = call;
    this.ref = ref;
    this.processId = processId;
  }

  async write(data: string | Uint8Array): Promise<void> {
    await this.call.send({
      kind: 'file',
      fd: 0,
      data: typeof data === 'string' ? new TextEncoder().encode(data) : data,
    });
  }

  async closeStdin(): Promise<void> {
    await this.call.send({ kind: 'file', fd: 0, eof: true });
  }

  get files(): readonly File[] {
    return this.call.messages.filter((message) => message.kind === 'file');
  }

  /** What came on a file descriptor so far. */
  output(fd: number): Uint8Array {
    return Buffer.concat(this.files.filter((file) => file.fd === fd).map((file) => file.data));
  }

  text(fd: number): string {
    return new TextDecoder().decode(this.output(fd));
  }

  /** Resolves with what came on `fd` when that is at least `length` bytes, or all there is when the stream has ended. */
  async outputOf(fd: number, length: number): Promise<Uint8Array> {
    let seen = 0;
    await this.call.find((message) => {
      if (message.kind === 'file' && message.fd === fd) seen += message.data.length;
      return seen >= length;
    });
    return this.output(fd);
  }

  /** Waits for `text` on stdout; false when the stream ended without it. */
  async says(text: string): Promise<boolean> {
    return (await this.call.find(() => this.text(1).includes(text))) !== undefined;
  }

  /** Resolves when stdout, so far, ends with `text`; false when the stream ended without. */
  async endsWith(text: string): Promise<boolean> {
    let last = '';
    const found = await this.call.find((message) => {
      if (message.kind === 'file' && message.fd === 1) {
        last = (last + new TextDecoder().decode(message.data)).slice(-text.length);
      }
      return last === text;
    });
    return found !== undefined;
  }

  /**
   * Sends a line to a `cat` and waits for it to come back, which shows that the process runs and that this stream is
   * the attached one.
   */
  async echoes(text: string): Promise<boolean> {
    await this.write(`${text}\n`);
    return this.says(text);
  }

  async ended(): Promise<Ending> {
    return endingOf(this.call);
  }

  /** How the stream stands now. */
  get state(): Ending | 'open' {
    return this.call.ended === undefined ? 'open' : endingFrom(this.call.ended);
  }
}

export interface StreamOptions {
  readonly processId?: string;
  readonly client?: ControllerClient;
}

export interface ProgramOptions extends StreamOptions {
  /** Values of the placeholders in its arguments. */
  readonly values?: Placeholders;
  /** What to change in its configuration. */
  readonly config?: Init<InvokeConfig>;
}

/**
 * Starts a program of the fixtures in a session. A check that leaves before its process runs or has ended may hang a
 * real server: see DISC-012.
 */
export async function startProgram(
  trial: Trial,
  ref: string,
  name: ProgramName,
  { values, config, ...stream }: ProgramOptions = {},
): Promise<ProcessStream> {
  return openStream(trial, ref, { ...programConfig(trial, name, values), ...config }, stream);
}

/** Starts a `cat` and waits until it is known to run, because it has answered. */
export async function runningCat(trial: Trial, ref: string, options: ProgramOptions = {}): Promise<ProcessStream> {
  const cat = await startProgram(trial, ref, 'cat', options);
  trial.holds('cat answers', await cat.echoes('ready'), cat.state);
  return cat;
}

/** Attaches to a process that is known to the controller. */
export async function attach(
  trial: Trial,
  ref: string,
  processId: string,
  client = trial.client,
): Promise<ProcessStream> {
  return openStream(trial, ref, undefined, { processId, client });
}

async function openStream(
  trial: Trial,
  ref: string,
  invokeConfig: Init<InvokeConfig> | undefined,
  { processId = trial.processId(), client = trial.client }: StreamOptions,
): Promise<ProcessStream> {
  const call = client.rpc.invoke();
  await call.send({ kind: 'init', ref, processId, invokeConfig });
  return new ProcessStream(call, ref, processId);
}
