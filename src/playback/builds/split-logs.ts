import type { StatusResponse, VertexLog } from '../../protocol/messages.js';

/** buildkitd sends a message of its own for the logs beyond so many bytes. */
const mostLogBytes = 1_048_576;

/** Splits a message as buildkitd does; its warnings are repeated in each part (docs/real-controller.md §8.2). */
export function splitLogs(message: StatusResponse): readonly StatusResponse[] {
  if (message.logs.length === 0) return [message];
  const parts: VertexLog[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const log of message.logs) {
    if (bytes > mostLogBytes) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(log);
    bytes += log.message.length;
  }
  const [logs, ...more] = parts;
  if (logs === undefined || more.length === 0) return [message];
  return [{ ...message, logs }, ...more.map((rest) => ({ ...message, vertices: [], statuses: [], logs: rest }))];
}
