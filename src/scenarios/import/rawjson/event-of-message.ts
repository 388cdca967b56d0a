import { base64 } from '../../../protocol/base64.js';
import type { StatusResponse, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../../protocol/messages.js';
import { groupJson, rangesJson, sourceJson } from './definition.js';
import { rfc3339 } from '../../../time/rfc3339.js';

/** What Go prints of a time that was never set. */
const never = '0001-01-01T00:00:00Z';

/** The object that `--progress rawjson` prints of a message of Status, a line each. */
export function eventOfMessage({ vertices, statuses, logs, warnings }: StatusResponse): object {
  return {
    ...(vertices.length > 0 && { vertexes: vertices.map(vertexJson) }),
    ...(statuses.length > 0 && { statuses: statuses.map(statusJson) }),
    ...(logs.length > 0 && { logs: logs.map(logJson) }),
    ...(warnings.length > 0 && { warnings: warnings.map(warningJson) }),
  };
}

function vertexJson({ digest, inputs, name, started, completed, cached, error, progressGroup }: Vertex): object {
  return {
    ...(digest !== '' && { digest }),
    ...(inputs.length > 0 && { inputs }),
    ...(name !== '' && { name }),
    ...(started !== undefined && { started: rfc3339(started) }),
    ...(completed !== undefined && { completed: rfc3339(completed) }),
    ...(cached && { cached }),
    ...(error !== '' && { error }),
    ...(progressGroup !== undefined && { progressGroup: groupJson(progressGroup) }),
  };
}

function statusJson({ id, vertex, name, total, current, timestamp, started, completed }: VertexStatus): object {
  return {
    id,
    ...(vertex !== '' && { vertex }),
    ...(name !== '' && { name }),
    ...(total !== 0n && { total: Number(total) }),
    current: Number(current),
    timestamp: timestamp === undefined ? never : rfc3339(timestamp),
    ...(started !== undefined && { started: rfc3339(started) }),
    ...(completed !== undefined && { completed: rfc3339(completed) }),
  };
}

function logJson({ vertex, stream, message, timestamp }: VertexLog): object {
  return {
    ...(vertex !== '' && { vertex }),
    ...(stream !== 0n && { stream: Number(stream) }),
    data: base64(message),
    timestamp: timestamp === undefined ? never : rfc3339(timestamp),
  };
}

function warningJson({ vertex, level, short, detail, url, info, ranges }: VertexWarning): object {
  return {
    ...(vertex !== '' && { vertex }),
    ...(level !== 0n && { level: Number(level) }),
    ...(short.length > 0 && { short: base64(short) }),
    ...(detail.length > 0 && { detail: detail.map(base64) }),
    ...(url !== '' && { url }),
    ...(info !== undefined && { sourceInfo: sourceJson(info) }),
    ...(ranges.length > 0 && { range: rangesJson(ranges) }),
  };
}
