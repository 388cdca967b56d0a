import type {
  Position,
  SourceInfo,
  StatusResponse,
  Vertex,
  VertexLog,
  VertexStatus,
  VertexWarning,
} from '../protocol/messages.js';
import type {
  RecordedLog,
  RecordedMessage,
  RecordedPosition,
  RecordedSource,
  RecordedStatus,
  RecordedVertex,
  RecordedWarning,
} from '../scenarios/model/recorded-build.js';
import { toData } from '../scenarios/to-data.js';
import type { TimeBase } from './time-base.js';
import { writtenBytes } from './written-bytes.js';

/** Turns a message of Status into what a scenario holds: fields with their proto3 default are left out. */
export function recordedMessage(message: StatusResponse, at: number, base: TimeBase): RecordedMessage {
  const { vertices, statuses, logs, warnings } = message;
  return {
    at,
    ...(vertices.length > 0 && { vertices: vertices.map((vertex) => recordedVertex(vertex, base)) }),
    ...(statuses.length > 0 && { statuses: statuses.map((status) => recordedStatus(status, base)) }),
    ...(logs.length > 0 && { logs: logs.map((log) => recordedLog(log, base)) }),
    ...(warnings.length > 0 && { warnings: warnings.map(recordedWarning) }),
  };
}

function recordedVertex(vertex: Vertex, base: TimeBase): RecordedVertex {
  const { digest, name, inputs, cached, started, completed, error, progressGroup } = vertex;
  return {
    digest,
    ...(name !== '' && { name }),
    ...(inputs.length > 0 && { inputs }),
    ...(cached && { cached }),
    ...(started !== undefined && { started: base(started) }),
    ...(completed !== undefined && { completed: base(completed) }),
    ...(error !== '' && { error }),
    ...(progressGroup !== undefined && {
      group: {
        id: progressGroup.id,
        ...(progressGroup.name !== '' && { name: progressGroup.name }),
        ...(progressGroup.weak && { weak: true }),
      },
    }),
  };
}

function recordedStatus(status: VertexStatus, base: TimeBase): RecordedStatus {
  const { id, vertex, name, current, total, timestamp, started, completed } = status;
  return {
    id,
    vertex,
    ...(name !== '' && { name }),
    ...(current !== 0n && { current: Number(current) }),
    ...(total !== 0n && { total: Number(total) }),
    ...(timestamp !== undefined && { timestamp: base(timestamp) }),
    ...(started !== undefined && { started: base(started) }),
    ...(completed !== undefined && { completed: base(completed) }),
  };
}

function recordedLog({ vertex, timestamp, stream, message }: VertexLog, base: TimeBase): RecordedLog {
  return {
    vertex,
    ...(timestamp !== undefined && { timestamp: base(timestamp) }),
    ...(stream !== 1n && { stream: Number(stream) }),
    text: writtenBytes(message),
  };
}

function recordedWarning(warning: VertexWarning): RecordedWarning {
  const { vertex, level, short, detail, url, info, ranges } = warning;
  return {
    vertex,
    ...(level !== 0n && { level: Number(level) }),
    short: writtenBytes(short),
    ...(detail.length > 0 && { detail: detail.map(writtenBytes) }),
    ...(url !== '' && { url }),
    ...(info !== undefined && { source: recordedSource(info) }),
    ...(ranges.length > 0 && {
      ranges: ranges.map(({ start, end }) => ({
        ...(start !== undefined && { start: recordedPosition(start) }),
        ...(end !== undefined && { end: recordedPosition(end) }),
      })),
    }),
  };
}

function recordedSource({ filename, data, language, definition }: SourceInfo): RecordedSource {
  return {
    ...(filename !== '' && { filename }),
    ...(data.length > 0 && { data: writtenBytes(data) }),
    ...(language !== '' && { language }),
    ...(definition !== undefined && { definition: toData<unknown>(definition) }),
  };
}

function recordedPosition({ line, character }: Position): RecordedPosition {
  return { ...(line !== 0 && { line }), ...(character !== 0 && { character }) };
}
