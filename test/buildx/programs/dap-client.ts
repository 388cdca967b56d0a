import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A message of the Debug Adapter Protocol. */
export interface DapMessage {
  readonly seq: number;
  readonly type: 'request' | 'response' | 'event';
  readonly command?: string;
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly arguments?: { readonly args?: readonly string[] };
  readonly body?: {
    readonly reason?: string;
    readonly threadId?: number;
    readonly stackFrames?: readonly { readonly id: number; readonly name: string; readonly line: number }[];
    readonly scopes?: readonly { readonly name: string; readonly variablesReference: number }[];
    readonly variables?: readonly { readonly name: string; readonly value: string }[];
  };
}

/** A small debugger: it speaks the Debug Adapter Protocol with a program, on whose stdin and stdout it sits. */
export class DapClient implements AsyncDisposable {
  /** The program's exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #come: DapMessage[] = [];
  readonly #listeners = new Set<() => void>();
  #bytes = Buffer.alloc(0);
  #stderr = '';
  #over = false;
  #seq = 0;

  constructor(program: string, args: readonly string[], options: { readonly env: Record<string, string> }) {
    this.#child = spawn(program, args, options);
    this.#child.stdout.on('data', (bytes: Buffer) => this.#take(bytes));
    this.#child.stderr.on('data', (bytes: Buffer) => {
      this.#stderr += String(bytes);
    });
    this.#child.stdin.on('error', () => {});
    this.ended = once(this.#child, 'close').then(([code]) => {
      this.#over = true;
      for (const look of this.#listeners) look();
      return code as number | null;
    });
  }

  /** Asks, and gives the answer. */
  async ask(command: string, args: object = {}): Promise<DapMessage> {
    const seq = this.#send({ type: 'request', command, arguments: args });
    const answer = await this.#find((message) => message.type === 'response' && message.request_seq === seq, command);
    if (answer.success !== true) throw new Error(`${command} failed: ${answer.message ?? ''}`);
    return answer;
  }

  /** The nth event of that name. */
  event(name: string, nth = 1): Promise<DapMessage> {
    let left = nth;
    return this.#find(
      ({ event }) => event === name && --left === 0,
      name,
      () => {
        left = nth;
      },
    );
  }

  /** What the program asks for by that command, which is granted. */
  async granted(command: string): Promise<DapMessage> {
    const asked = await this.#find((message) => message.type === 'request' && message.command === command, command);
    this.#send({ type: 'response', request_seq: asked.seq, command, success: true, body: {} });
    return asked;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#over) this.#child.kill('SIGKILL');
    await this.ended;
  }

  #send(message: object): number {
    const text = JSON.stringify({ seq: ++this.#seq, ...message });
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return this.#seq;
  }

  #take(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const head = this.#bytes.indexOf('\r\n\r\n');
      if (head < 0) break;
      const [, length] = /Content-Length: (\d+)/.exec(this.#bytes.toString('latin1', 0, head)) ?? [];
      const end = head + 4 + Number(length);
      if (this.#bytes.length < end) break;
      this.#come.push(JSON.parse(this.#bytes.toString('utf8', head + 4, end)) as DapMessage);
      this.#bytes = this.#bytes.subarray(end);
    }
    for (const look of [...this.#listeners]) look();
  }

  #find(wanted: (message: DapMessage) => boolean, what: string, again: () => void = () => {}): Promise<DapMessage> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        again();
        const found = this.#come.find(wanted);
        if (found === undefined && !this.#over) return;
        this.#listeners.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`the program ended without ${what}: ${this.#stderr}${JSON.stringify(this.#come)}`));
      };
      this.#listeners.add(look);
      look();
    });
  }
}
