import type { RpcStatus } from '../client/rpc-status.js';
import type { BuildKitMethodName } from '../protocol/buildkit/service.js';
import type { CallWitness } from './witness.js';

/** The fields that hold what must stay between the client and BuildKit: their values are not told. */
const secret: { readonly [N in BuildKitMethodName]?: string } = {
  'Secrets.GetSecret': 'data',
  'Auth.Credentials': 'secret',
  'Auth.FetchToken': 'token',
};

/** The calls whose `data` is content, which is counted and not told. */
const content: ReadonlySet<BuildKitMethodName> = new Set<BuildKitMethodName>([
  'FileSync.DiffCopy',
  'FileSync.TarStream',
  'FileSend.DiffCopy',
  'SSH.ForwardAgent',
  'Upload.Pull',
  'Content.Write',
  'Content.Read',
]);

/** So many messages of a call are told, each way; a directory tree may have any number of files. */
const mostMessages = 1000;

/** Tells a witness of a call: every message but content, which is counted, and secrets, which are withheld. */
export class ToldCall {
  readonly #rpc: BuildKitMethodName;
  readonly #hear: CallWitness;
  readonly #told = { request: 0, response: 0 };
  readonly #bytes = { request: 0, response: 0 };
  #files = 0;
  #over = false;

  constructor(rpc: BuildKitMethodName, hear: CallWitness) {
    this.#rpc = rpc;
    this.#hear = hear;
    hear({ kind: 'open' });
  }

  message(kind: 'request' | 'response', message: object): void {
    const told = this.#withoutContent(kind, message);
    if (told === undefined || ++this.#told[kind] > mostMessages) return;
    this.#hear({ kind, message: told });
  }

  halfClose(): void {
    if (!this.#over) this.#hear({ kind: 'half-close' });
  }

  cancel(): void {
    if (this.#over) return;
    this.#sumUp();
    this.#hear({ kind: 'cancel' });
  }

  end(status: RpcStatus): void {
    if (this.#over) return;
    this.#sumUp();
    this.#hear({ kind: 'status', status });
  }

  /** What is told of a message; undefined of one that carries nothing but content. */
  #withoutContent(kind: 'request' | 'response', message: object): object | undefined {
    if ('stat' in message && message.stat !== undefined) this.#files++;
    const field = kind === 'response' ? secret[this.#rpc] : undefined;
    if (field !== undefined) return withheld(message, field);
    // A packet with an error has its text in `data`.
    if (!content.has(this.#rpc) || ('type' in message && message.type === 'PACKET_ERR')) return message;
    if (!('data' in message) || !(message.data instanceof Uint8Array)) return message;
    const { data: _, ...rest } = message;
    this.#bytes[kind] += message.data.length;
    if ('type' in message) return message.type === 'PACKET_DATA' ? undefined : rest;
    return Object.keys(rest).length === 0 ? undefined : rest;
  }

  #sumUp(): void {
    this.#over = true;
    const { request, response } = this.#bytes;
    const files = this.#files > 0 ? `${counted(this.#files, 'entry', 'entries')} of a directory, ` : '';
    if (request > 0) this.#note(`${files}${counted(request, 'byte', 'bytes')} of content went to the client`);
    else if (response > 0 || files !== '')
      this.#note(`${files}${counted(response, 'byte', 'bytes')} of content came from the client`);
    const left = Math.max(this.#told.request - mostMessages, 0) + Math.max(this.#told.response - mostMessages, 0);
    if (left > 0) this.#note(`${counted(left, 'message', 'messages')} more, which are not told here`);
  }

  #note(text: string): void {
    this.#hear({ kind: 'note', text });
  }
}

function withheld(message: object, field: string): object {
  const value: unknown = Object.entries(message).find(([key]) => key === field)?.[1];
  const bytes = typeof value === 'string' ? Buffer.byteLength(value) : value instanceof Uint8Array ? value.length : 0;
  const text = `(${counted(bytes, 'byte', 'bytes')}, withheld)`;
  return { ...message, [field]: typeof value === 'string' ? text : Buffer.from(text) };
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
