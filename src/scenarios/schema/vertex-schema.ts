import type { LogScript, StatusScript, VertexScript, WarningScript } from '../model/vertex-script.js';
import { count, flag, listOf, object, text, the } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';

const duration: JsonSchema = {
  title: 'milliseconds as a number, or a text such as 150ms, 3s, 1m30s, 2h',
  type: ['number', 'string'],
  minimum: 0,
  pattern: '^(\\d{1,12}(\\.\\d{1,12})?(ms|s|m|h))+$',
};

const bytes: JsonSchema = {
  title: 'a text or {base64: …}',
  type: ['string', 'object'],
  properties: {
    base64: {
      title: 'bytes in base64',
      type: 'string',
      pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    },
  },
  additionalProperties: false,
  required: ['base64'],
};

const at = the('duration', "After the vertex' start. Default 0.");

const logScript: Readonly<Record<keyof LogScript, JsonSchema>> = {
  text: the('bytes'),
  stream: { enum: ['stdout', 'stderr'], default: 'stdout' },
  at,
};

const statusScript: Readonly<Record<keyof StatusScript, JsonSchema>> = {
  id: text('The text that printers show, such as `transferring context:`.'),
  name: text(),
  current: count(0, 'Bytes reached at the end. Default: `total`.'),
  total: count(0, 'Bytes in all; 0 (default) when not known.'),
  at,
  takes: the('duration', "From start to completion. Default: to the vertex' completion."),
  updates: { ...count(0, 'How many updates come in between, evenly. Default 0.'), maximum: 100_000 },
};

const position = object({ line: int32('From 1.', 1), character: int32() }, ['line']);

const warningScript: Readonly<Record<keyof WarningScript, JsonSchema>> = {
  short: text(),
  detail: listOf(text()),
  url: text(),
  level: { ...count(0), default: 1 },
  source: object({ filename: text(), text: text(), language: text() }, ['filename', 'text']),
  ranges: listOf(object({ start: position, end: position }, ['start', 'end']), 'Lines, from 1, in `source`.'),
  at,
};

const vertexScript: Readonly<Record<keyof VertexScript, JsonSchema>> = {
  name: text('What printers show; unique in its build.'),
  inputs: listOf(
    text(),
    'Names of vertices that must be done before. Default: the vertex before it in the list. Empty: starts at once.',
  ),
  digest: text("Default: made from the name and the inputs' digests."),
  cached: flag('Its result is in the cache already.'),
  takes: the('duration', 'From start to completion. Default 0.'),
  error: text('It fails with this text when its time is over, and with it the build.'),
  logs: listOf(object(logScript, ['text'])),
  statuses: listOf(object(statusScript, ['id']), 'Progress of single items.'),
  warnings: listOf(object(warningScript, ['short'])),
  group: object({ id: text(), name: text(), weak: flag() }, ['id', 'name']),
  internal: flag(
    'Made by buildx, an exporter or the frontend: no inputs on the wire, first seen already started. Default: whether the name is not of the form `[… k/n] …`.',
  ),
};

function int32(description?: string, minimum = 0): JsonSchema {
  return { ...count(minimum, description), maximum: 2 ** 31 - 1 };
}

/** The graph of a build, and the kinds of values that it brings. */
export const vertexDefinitions: Readonly<Record<string, JsonSchema>> = {
  duration,
  bytes,
  vertex: { ...object(vertexScript, ['name']), description: "One node of a build's graph." },
};
