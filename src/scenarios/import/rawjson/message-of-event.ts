import type { StatusResponse, Vertex, VertexLog, VertexStatus, VertexWarning } from '../../../protocol/messages.js';
import { groupIn, rangesIn, sourceIn } from './definition.js';
import { Fields } from './fields.js';

/**
 * The message of Status that a line of `--progress rawjson` was printed from.
 * @param line where it stands, counted from 1
 * @throws ImportError that names the field that is none
 */
export function messageOfEvent(event: unknown, line: number): StatusResponse {
  const fields = new Fields(event, '', line);
  return {
    vertices: fields.list('vertexes', vertexIn),
    statuses: fields.list('statuses', statusIn),
    logs: fields.list('logs', logIn),
    warnings: fields.list('warnings', warningIn),
  };
}

function vertexIn(fields: Fields): Vertex {
  const progressGroup = fields.object('progressGroup', groupIn);
  return {
    digest: fields.text('digest'),
    inputs: fields.texts('inputs'),
    name: fields.text('name'),
    cached: fields.flag('cached'),
    ...fields.time('started'),
    ...fields.time('completed'),
    error: fields.text('error'),
    ...(progressGroup !== undefined && { progressGroup }),
  };
}

function statusIn(fields: Fields): VertexStatus {
  return {
    id: fields.text('id'),
    vertex: fields.text('vertex'),
    name: fields.text('name'),
    current: fields.integer('current'),
    total: fields.integer('total'),
    ...fields.time('timestamp'),
    ...fields.time('started'),
    ...fields.time('completed'),
  };
}

function logIn(fields: Fields): VertexLog {
  return {
    vertex: fields.text('vertex'),
    stream: fields.integer('stream'),
    message: fields.bytes('data'),
    ...fields.time('timestamp'),
  };
}

function warningIn(fields: Fields): VertexWarning {
  const info = fields.object('sourceInfo', sourceIn);
  return {
    vertex: fields.text('vertex'),
    level: fields.integer('level'),
    short: fields.bytes('short'),
    detail: fields.listOfBytes('detail'),
    url: fields.text('url'),
    ...(info !== undefined && { info }),
    ranges: rangesIn(fields, 'range'),
  };
}
