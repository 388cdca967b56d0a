import type { control, gateway } from '../../protocol/buildkit/messages.js';
import type { InputMessage, InvokeMessage, StatusResponse } from '../../protocol/messages.js';

/** The messages of streams, some of which can be divided and joined without a change of meaning. */
export type Divisible = InputMessage | InvokeMessage | StatusResponse | control.BytesMessage | gateway.ExecMessage;

/**
 * Divides a message into so many that mean the same together: fewer where it does not hold as much, and itself where it
 * cannot be divided.
 */
export function split(message: Divisible, parts: number): readonly Divisible[] {
  if ('vertices' in message) return splitProgress(message, parts);
  if ('kind' in message)
    return message.kind === 'data' || message.kind === 'file' ? splitData(message, parts) : [message];
  if (!('processId' in message)) return splitData(message, parts);
  const { input } = message;
  if (input?.kind !== 'file') return [message];
  return splitData(input.value, parts).map((value) => ({ ...message, input: { kind: 'file', value } }));
}

/** Only the last part can be the end. */
function splitData<T extends { readonly data: Uint8Array; readonly eof?: boolean }>(
  message: T,
  parts: number,
): readonly T[] {
  const chunks = chunksOf([...message.data], parts).map((chunk) => Uint8Array.from(chunk));
  if (message.eof === undefined) return chunks.map((data) => ({ ...message, data }));
  return chunks.map((data, i) => ({ ...message, data, eof: message.eof && i === chunks.length - 1 }));
}

/** Joins two messages into one that means the same; undefined where there is none. */
export function join(first: Divisible, second: Divisible): Divisible | undefined {
  if ('vertices' in first) return 'vertices' in second ? joinProgress(first, second) : undefined;
  if ('kind' in first) return 'kind' in second ? joinInput(first, second) : undefined;
  if ('vertices' in second || 'kind' in second) return undefined;
  if ('processId' in first) return 'processId' in second ? joinFiles(first, second) : undefined;
  return 'processId' in second ? undefined : joinData(first, second);
}

function joinInput(
  first: InputMessage | InvokeMessage,
  second: InputMessage | InvokeMessage,
): InputMessage | InvokeMessage | undefined {
  if ((first.kind !== 'data' && first.kind !== 'file') || first.eof) return undefined;
  if (second.kind === 'data') return first.kind === 'data' ? joinData(first, second) : undefined;
  if (second.kind !== 'file' || first.kind !== 'file' || first.fd !== second.fd) return undefined;
  return joinData(first, second);
}

function joinFiles(first: gateway.ExecMessage, second: gateway.ExecMessage): gateway.ExecMessage | undefined {
  if (first.input?.kind !== 'file' || second.input?.kind !== 'file') return undefined;
  const [one, other] = [first.input.value, second.input.value];
  if (first.processId !== second.processId || one.fd !== other.fd || one.eof) return undefined;
  return { ...second, input: { kind: 'file', value: joinData(one, other) } };
}

function joinData<T extends { readonly data: Uint8Array }>(first: { readonly data: Uint8Array }, second: T): T {
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
