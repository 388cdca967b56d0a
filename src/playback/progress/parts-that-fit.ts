import type { StatusResponse, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../protocol/messages.js';

/** The most that a client of gRPC takes in one message, unless it asks for more. */
const mostBytes = 4_194_304;

/** What an entry takes beside its texts and lists, at most: times, numbers, and the tags and lengths of all fields. */
const entryBytes = 100;
const inputBytes = 6;
const rangeBytes = 32;

/**
 * The messages that are made of one that would be too much for a client of gRPC: its entries, in their order, as many in
 * each as fit. No entry is too much alone: what is checked of a scenario sees to that.
 */
export function partsThatFit(message: StatusResponse): readonly StatusResponse[] {
  // Most are small, which is seen without looking at every character: none is more than three bytes.
  return atMost.of(message) <= mostBytes || exactly.of(message) <= mostBytes ? [message] : divided(message);
}

type Kind = keyof StatusResponse;

function divided({ vertices, statuses, logs, warnings }: StatusResponse): readonly StatusResponse[] {
  const parts = new Parts();
  for (const vertex of vertices) parts.add('vertices', vertex, exactly.ofVertex(vertex));
  for (const status of statuses) parts.add('statuses', status, exactly.ofStatus(status));
  for (const log of logs) parts.add('logs', log, exactly.ofLog(log));
  for (const warning of warnings) parts.add('warnings', warning, exactly.ofWarning(warning));
  return parts.messages;
}

class Parts {
  readonly messages: { [K in Kind]: StatusResponse[K][number][] }[] = [];
  #room = 0;

  add<K extends Kind>(kind: K, entry: StatusResponse[K][number], bytes: number): void {
    if (bytes > this.#room) {
      this.messages.push({ vertices: [], statuses: [], logs: [], warnings: [] });
      this.#room = mostBytes;
    }
    (this.messages.at(-1)?.[kind] as StatusResponse[K][number][] | undefined)?.push(entry);
    this.#room -= bytes;
  }
}

/** No less than what is meant takes on the wire. */
class Sizes {
  readonly #text: (text: string) => number;

  constructor(text: (text: string) => number) {
    this.#text = text;
  }

  of({ vertices, statuses, logs, warnings }: StatusResponse): number {
    let bytes = 0;
    // Frozen lists are slow to iterate over otherwise.
    for (let i = 0; i < vertices.length; i++) bytes += this.ofVertex(vertices[i] as Vertex);
    for (let i = 0; i < statuses.length; i++) bytes += this.ofStatus(statuses[i] as VertexStatus);
    for (let i = 0; i < logs.length; i++) bytes += this.ofLog(logs[i] as VertexLog);
    for (let i = 0; i < warnings.length; i++) bytes += this.ofWarning(warnings[i] as VertexWarning);
    return bytes;
  }

  ofVertex({ digest, name, error, inputs, progressGroup: group }: Vertex): number {
    let bytes = entryBytes + this.#text(digest) + this.#text(name) + this.#text(error);
    if (group !== undefined) bytes += this.#text(group.id) + this.#text(group.name);
    for (let i = 0; i < inputs.length; i++) bytes += inputBytes + this.#text(inputs[i] as string);
    return bytes;
  }

  ofStatus({ id, vertex, name }: VertexStatus): number {
    return entryBytes + this.#text(id) + this.#text(vertex) + this.#text(name);
  }

  ofLog({ vertex, message }: VertexLog): number {
    return entryBytes + this.#text(vertex) + message.length;
  }

  ofWarning({ vertex, short, detail, url, info, ranges }: VertexWarning): number {
    let bytes = entryBytes + this.#text(vertex) + this.#text(url) + short.length + ranges.length * rangeBytes;
    for (const line of detail) bytes += inputBytes + line.length;
    if (info !== undefined) bytes += this.#text(info.filename) + this.#text(info.language) + info.data.length;
    return bytes;
  }
}

const atMost = new Sizes((text) => 3 * text.length);
const exactly = new Sizes((text) => Buffer.byteLength(text));
