import { statusCodes } from '../../protocol/status-code.js';
import type {
  RecordedBuild,
  RecordedError,
  RecordedLog,
  RecordedMessage,
  RecordedSource,
  RecordedStatus,
  RecordedVertex,
  RecordedWarning,
} from '../model/recorded-build.js';
import { base64, flag, listOf, mapOf, object, text, the } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';

const time: JsonSchema = {
  title: 'milliseconds after the build began (or before it, negative), or zero in letters',
  type: ['number', 'string'],
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
  pattern: '^zero$',
};

const bytes: JsonSchema = {
  title: 'a text or {base64: …}',
  type: ['string', 'object'],
  properties: { base64 },
  additionalProperties: false,
  required: ['base64'],
};

const integer: JsonSchema = { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const int32: JsonSchema = { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

const vertex: Readonly<Record<keyof RecordedVertex, JsonSchema>> = {
  digest: text(),
  name: text(),
  inputs: listOf(text()),
  cached: flag(),
  started: time,
  completed: time,
  error: text(),
  group: object({ id: text(), name: text(), weak: flag() }, ['id']),
};

const status: Readonly<Record<keyof RecordedStatus, JsonSchema>> = {
  id: text(),
  vertex: text(),
  name: text(),
  current: integer,
  total: integer,
  timestamp: time,
  started: time,
  completed: time,
};

const log: Readonly<Record<keyof RecordedLog, JsonSchema>> = {
  vertex: text(),
  timestamp: time,
  stream: { ...integer, default: 1, description: '1 stdout, 2 stderr.' },
  text: bytes,
};

const source: Readonly<Record<keyof RecordedSource, JsonSchema>> = {
  filename: text(),
  data: bytes,
  language: text(),
  definition: { description: 'LLB as plain data, its bytes as `{base64: …}`.' },
};

const position = object({ line: int32, character: int32 });

const warning: Readonly<Record<keyof RecordedWarning, JsonSchema>> = {
  vertex: text(),
  level: integer,
  short: bytes,
  detail: listOf(bytes),
  url: text(),
  source: object(source),
  ranges: listOf(object({ start: position, end: position })),
};

const message: Readonly<Record<keyof RecordedMessage, JsonSchema>> = {
  at: the('duration', 'After the build began.'),
  vertices: listOf(object(vertex, ['digest'])),
  statuses: listOf(object(status, ['id', 'vertex'])),
  logs: listOf(object(log, ['vertex', 'text'])),
  warnings: listOf(object(warning, ['vertex', 'short'])),
};

const detail: JsonSchema = {
  type: 'object',
  properties: { typeUrl: text(), json: {}, base64 },
  additionalProperties: false,
  required: ['typeUrl'],
  exactlyOneKeyOf: ['json', 'base64'],
};

const error: Readonly<Record<keyof RecordedError, JsonSchema>> = {
  message: text(),
  code: { enum: Object.keys(statusCodes).filter((name) => name !== 'OK') },
  details: listOf(detail, 'All of them. In texts, `$ref` stands for the ref of the session.'),
};

const recordedBuild: Readonly<Record<keyof RecordedBuild, JsonSchema>> = {
  messages: listOf(object(message, ['at']), 'What Status said, in order.'),
  takes: the('duration', 'From the start to the answer. Default: it never answers by itself.'),
  lingers: the('duration', 'How long Status goes on after the answer. Default: it ends just before.'),
  reply: mapOf(text(), 'All of `ExporterResponse`. In texts, `$ref` stands for the ref of the session.'),
  error: object(error, ['message', 'code']),
};

/** The definitions of recorded builds. */
export const recordedDefinitions: Readonly<Record<string, JsonSchema>> = {
  recordedBuild: {
    ...object(recordedBuild, ['messages']),
    description: 'A build as it was seen, sent again exactly, with its times moved to the start of the new build.',
  },
};
