import { timestampOf } from '../time/rfc3339.js';
import type { ProgressNews } from './build-history.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * What a message of a build's progress tells.
 *
 * @param message - a response of `Status` or `Control.Status` as a journal's JSON has it, with `vertices`, times as
 * seconds and nanoseconds, and bytes as `{"base64": …}`; or an event of `--progress rawjson`, with `vertexes`, times in
 * RFC 3339, and bytes in base64
 */
export function progressNews(message: unknown): ProgressNews {
  const { vertices, vertexes, logs, statuses, warnings } = object(message);
  return {
    vertices: list(vertices ?? vertexes).map(({ digest, name, inputs, cached, error, started, completed }) => ({
      digest: text(digest),
      name: text(name),
      inputs: Array.isArray(inputs) ? inputs.map(text) : [],
      cached: cached === true,
      error: text(error),
      ...timed('started', started),
      ...timed('completed', completed),
    })),
    logs: list(logs).map(({ vertex, timestamp, stream, message: bytes, data }) => ({
      vertex: text(vertex),
      time: timeOf(timestamp),
      stream: number(stream),
      text: decoded(bytes ?? data),
    })),
    progress: list(statuses).map(({ id, vertex, name, current, total, timestamp }) => ({
      id: text(id),
      vertex: text(vertex),
      name: text(name),
      current: number(current),
      total: number(total),
      time: timeOf(timestamp),
    })),
    warnings: list(warnings).map(({ vertex, short }) => ({ vertex: text(vertex), text: decoded(short) })),
  };
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return Number(value ?? 0);
}

function decoded(value: unknown): string {
  const base64 = typeof value === 'string' ? value : object(value)['base64'];
  return Buffer.from(text(base64), 'base64').toString('utf8');
}

function timed(key: 'started' | 'completed', value: unknown): { readonly [_ in typeof key]?: number } {
  const time = timeOf(value);
  return time === undefined ? {} : { [key]: time };
}

/** Milliseconds since the Unix epoch. */
function timeOf(value: unknown): number | undefined {
  const timestamp = typeof value === 'string' ? timestampOf(value) : value;
  if (typeof timestamp !== 'object' || timestamp === null) return undefined;
  const { seconds, nanos } = object(timestamp);
  return number(seconds) * 1000 + number(nanos) / 1e6;
}
