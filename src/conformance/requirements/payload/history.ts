import type { StatusResponse, Timestamp, Vertex } from '../../../protocol/messages.js';

/** The last that was told of each vertex, by digest. */
export function lastVertices(history: readonly StatusResponse[]): ReadonlyMap<string, Vertex> {
  return new Map(history.flatMap(({ vertices }) => vertices.map((vertex) => [vertex.digest, vertex] as const)));
}

/** The digests of vertices of which a message says something without showing them. */
export function referredDigests({ statuses, logs, warnings }: StatusResponse): readonly string[] {
  return [...statuses, ...logs, ...warnings].map(({ vertex }) => vertex);
}

/**
 * The vertices of the build's own graph that a message is the first to show. BuildKit announces those before they start;
 * what shows up started is made by exporters and the like, or belongs to another build with which it shares a step.
 */
export function* newOwnVertices(
  history: readonly StatusResponse[],
): Generator<{ readonly vertices: readonly Vertex[]; readonly announced: ReadonlySet<string> }> {
  const announced = new Set<string>();
  for (const { vertices } of history) {
    const fresh = vertices.filter(({ digest, started }) => !announced.has(digest) && started === undefined);
    for (const { digest } of vertices) announced.add(digest);
    yield { vertices: fresh, announced };
  }
}

/**
 * What is missing from the messages of a build that has succeeded, in whatever order they are: vertices to which others
 * refer, and the completion of those that were started.
 */
export function gaps(messages: readonly StatusResponse[]): readonly string[] {
  const vertices = messages.flatMap((message) => message.vertices);
  const announced = new Set(vertices.map(({ digest }) => digest));
  const completed = new Set(vertices.flatMap(({ digest, completed: time }) => (time === undefined ? [] : [digest])));
  return [
    ...messages
      .flatMap(referredDigests)
      .filter((digest) => !announced.has(digest))
      .map((digest) => `${digest} is not announced`),
    ...vertices
      .filter(({ digest, started }) => started !== undefined && !completed.has(digest))
      .map(({ name }) => `${name} is not completed`),
  ];
}

/** The names of the vertices that these messages complete, sorted, each once. */
export function completedNames(messages: readonly StatusResponse[]): readonly string[] {
  const completed = messages.flatMap(({ vertices }) => vertices).filter((vertex) => vertex.completed !== undefined);
  return [...new Set(completed.map(({ name }) => name))].toSorted();
}

/** A time in nanoseconds since 1970; one that is absent comes before everything. */
function nanoseconds(timestamp: Timestamp | undefined): bigint {
  return timestamp === undefined ? -(2n ** 127n) : timestamp.seconds * 1_000_000_000n + BigInt(timestamp.nanos);
}

export function ascending(times: readonly (Timestamp | undefined)[]): boolean {
  const instants = times.map(nanoseconds);
  return instants.every((instant, index) => index === 0 || instant >= (instants[index - 1] ?? instant));
}
