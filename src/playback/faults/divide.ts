import type { InputMessage, InvokeMessage, StatusResponse } from '../../protocol/messages.js';

/** The messages of streams, some of which can be divided and joined without a change of meaning. */
export type Divisible = InputMessage | InvokeMessage | StatusResponse;

/**
 * Divides a message into so many that mean the same together: fewer where it does not hold as much, and itself where it
 * cannot be divided.
 */
export function split(message: Divisible, parts: number): readonly Divisible[] {
  if (!('kind' in message)) return splitProgress(message, parts);
  if (message.kind !== 'data' && message.kind !== 'file') return [message];
  const chunks = chunksOf([...message.data], parts).map((chunk) => Uint8Array.from(chunk));
  return chunks.map((data, i) => ({ ...message, data, eof: message.eof && i === chunks.length - 1 }));
}

/** Joins two messages into one that means the same; undefined where there is none. */
export function join(first: Divisible, second: Divisible): Divisible | undefined {
  if (!('kind' in first)) return 'kind' in second ? undefined : joinProgress(first, second);
  if (!('kind' in second) || (first.kind !== 'data' && first.kind !== 'file') || first.eof) return undefined;
  if (first.kind !== second.kind) return undefined;
  if (first.kind === 'file' && second.kind === 'file' && first.fd !== second.fd) return undefined;
  return { ...second, data: Buffer.concat([first.data, second.data]) };
}

function splitProgress(message: StatusResponse, parts: number): readonly StatusResponse[] {
  const { vertices, statuses, logs, warnings } = message;
  const items: readonly Partial<StatusResponse>[] = [
    ...vertices.map((vertex) => ({ vertices: [vertex] })),
    ...statuses.map((status) => ({ statuses: [status] })),
    ...logs.map((log) => ({ logs: [log] })),
    ...warnings.map((warning) => ({ warnings: [warning] })),
  ];
  return chunksOf(items, parts).map((chunk) => chunk.reduce<StatusResponse>(joinProgress, nothing));
}

const nothing: StatusResponse = { vertices: [], statuses: [], logs: [], warnings: [] };

function joinProgress(first: Partial<StatusResponse>, second: Partial<StatusResponse>): StatusResponse {
  return {
    vertices: [...(first.vertices ?? []), ...(second.vertices ?? [])],
    statuses: [...(first.statuses ?? []), ...(second.statuses ?? [])],
    logs: [...(first.logs ?? []), ...(second.logs ?? [])],
    warnings: [...(first.warnings ?? []), ...(second.warnings ?? [])],
  };
}

/** Divides a list into at least one chunk, each about as long as the others. */
function chunksOf<T>(items: readonly T[], parts: number): readonly (readonly T[])[] {
  const count = Math.max(1, Math.min(parts, items.length));
  return Array.from({ length: count }, (_, i) =>
    items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count)),
  );
}
