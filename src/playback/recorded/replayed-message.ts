import type {
  Definition,
  SourceInfo,
  StatusResponse,
  Timestamp,
  Vertex,
  VertexLog,
  VertexStatus,
  VertexWarning,
} from '../../protocol/messages.js';
import type {
  RecordedBytes,
  RecordedLog,
  RecordedMessage,
  RecordedSource,
  RecordedStatus,
  RecordedTime,
  RecordedVertex,
  RecordedWarning,
} from '../../scenarios/model/recorded-build.js';

/** Go's time that was never set: the year 1. */
const goZero: Timestamp = { seconds: -62_135_596_800n, nanos: 0 };
const nanosPerSecond = 1_000_000_000n;

type Clockwork = (time: RecordedTime) => Timestamp;

/** A recorded message, with its times moved to a build that began at `began` (milliseconds since the Unix epoch). */
export function replayedMessage(recorded: RecordedMessage, began: number): StatusResponse {
  const at = clockwork(began);
  const { vertices = [], statuses = [], logs = [], warnings = [] } = recorded;
  return {
    vertices: vertices.map((vertex) => toVertex(vertex, at)),
    statuses: statuses.map((status) => toStatus(status, at)),
    logs: logs.map((log) => toLog(log, at)),
    warnings: warnings.map(toWarning),
  };
}

function clockwork(began: number): Clockwork {
  const whole = Math.floor(began);
  const base = BigInt(whole) * 1_000_000n + nanos(began - whole);
  return (time) => {
    if (time === 'zero') return goZero;
    const instant = base + nanos(time);
    // Rounded down, so that nanoseconds are positive even before 1970.
    const rest = ((instant % nanosPerSecond) + nanosPerSecond) % nanosPerSecond;
    return { seconds: (instant - rest) / nanosPerSecond, nanos: Number(rest) };
  };
}

function nanos(ms: number): bigint {
  return BigInt(Math.round(ms * 1e6));
}

function toVertex(vertex: RecordedVertex, at: Clockwork): Vertex {
  const { digest, name = '', inputs = [], cached = false, started, completed, error = '', group } = vertex;
  return {
    digest,
    name,
    inputs,
    cached,
    ...(started !== undefined && { started: at(started) }),
    ...(completed !== undefined && { completed: at(completed) }),
    error,
    ...(group !== undefined && { progressGroup: { name: '', weak: false, ...group } }),
  };
}

function toStatus(status: RecordedStatus, at: Clockwork): VertexStatus {
  const { id, vertex, name = '', current = 0, total = 0, timestamp, started, completed } = status;
  return {
    id,
    vertex,
    name,
    current: BigInt(current),
    total: BigInt(total),
    ...(timestamp !== undefined && { timestamp: at(timestamp) }),
    ...(started !== undefined && { started: at(started) }),
    ...(completed !== undefined && { completed: at(completed) }),
  };
}

function toLog({ vertex, timestamp, stream = 1, text }: RecordedLog, at: Clockwork): VertexLog {
  return {
    vertex,
    ...(timestamp !== undefined && { timestamp: at(timestamp) }),
    stream: BigInt(stream),
    message: bytesOf(text),
  };
}

function toWarning(warning: RecordedWarning): VertexWarning {
  const { vertex, level = 0, short, detail = [], url = '', source, ranges = [] } = warning;
  return {
    vertex,
    level: BigInt(level),
    short: bytesOf(short),
    detail: detail.map(bytesOf),
    url,
    ...(source !== undefined && { info: toSource(source) }),
    ranges: ranges.map(({ start, end }) => ({
      ...(start !== undefined && { start: { line: 0, character: 0, ...start } }),
      ...(end !== undefined && { end: { line: 0, character: 0, ...end } }),
    })),
  };
}

function toSource({ filename = '', data, language = '', definition }: RecordedSource): SourceInfo {
  return {
    filename,
    data: data === undefined ? new Uint8Array() : bytesOf(data),
    language,
    ...(definition !== undefined && { definition: withBytes(definition) as Definition }),
  };
}

function bytesOf(bytes: RecordedBytes): Uint8Array {
  return new Uint8Array(typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes.base64, 'base64'));
}

/** Puts bytes in place of each `{base64: …}` of some data. */
function withBytes(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withBytes);
  if (typeof data !== 'object' || data === null) return data;
  if ('base64' in data && typeof data.base64 === 'string' && Object.keys(data).length === 1) {
    return bytesOf({ base64: data.base64 });
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withBytes(value)]));
}
