import type { StatusResponse, Timestamp, Vertex } from '../../../protocol/messages.js';

/** The names of all vertices that a history shows, sorted, each once. */
export function vertexNames(history: readonly StatusResponse[]): readonly string[] {
  return [...new Set(history.flatMap(({ vertices }) => vertices.map(({ name }) => name)))].toSorted();
}

/** The last word on each vertex, by digest. */
export function lastVertices(history: readonly StatusResponse[]): ReadonlyMap<string, Vertex> {
  return new Map(history.flatMap(({ vertices }) => vertices.map((vertex) => [vertex.digest, vertex] as const)));
}

/** Everything that a message says of vertices by their digest alone. */
export function referredDigests({ statuses, logs, warnings }: StatusResponse): readonly string[] {
  return [...statuses, ...logs, ...warnings].map(({ vertex }) => vertex);
}

/** Nanoseconds since 1970; what has no time yet comes before everything. */
export function nanoseconds(timestamp: Timestamp | undefined): bigint {
  return timestamp === undefined ? -(2n ** 127n) : timestamp.seconds * 1_000_000_000n + BigInt(timestamp.nanos);
}

export function ascending(times: readonly (Timestamp | undefined)[]): boolean {
  const instants = times.map(nanoseconds);
  return instants.every((instant, index) => index === 0 || instant >= (instants[index - 1] ?? instant));
}
