import { mostBytes, mostLines } from '../model/bytes.js';
import type { StepScript } from '../model/dockerfile-script.js';
import type {
  LogScript,
  RestartScript,
  RunScript,
  StatusScript,
  VertexScript,
  WarningScript,
} from '../model/vertex-script.js';
import { base64, count, flag, listOf, object, text, the } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';
import { longestMs } from './longest-time.js';

const durationPattern = '^(\\d{1,12}(\\.\\d{1,12})?(ms|s|m|h)){1,10}$';

const duration: JsonSchema = {
  title: 'milliseconds as a number, or a text such as 150ms, 3s, 1m30s, 2h',
  type: ['number', 'string'],
  minimum: 0,
  maximum: longestMs,
  pattern: durationPattern,
  endsInTime: true,
};

const bytes: JsonSchema = {
  title: 'a text, {base64: …}, {repeat: …, bytes: …} or {lines: …}',
  description: 'Text, bytes in base64, a text over and over cut at so many bytes, or the numbers from 1, one a line.',
  type: ['string', 'object'],
  properties: {
    base64: the('base64'),
    repeat: { ...text('Comes over and over.'), minLength: 1, title: 'a text of at least a character' },
    bytes: { ...count(0, 'How many bytes the repetition comes to.'), maximum: mostBytes },
    lines: { ...count(0, 'The whole numbers from 1 upwards, one a line.'), maximum: mostLines },
  },
  additionalProperties: false,
  exactlyOneKeyOf: ['base64', 'repeat', 'lines'],
  dependencies: { bytes: ['repeat'], repeat: ['bytes'] },
};

const barrier = text('The name of a barrier.');
const atBarrier = object({ barrier }, ['barrier']);

const moment: JsonSchema = {
  title: 'milliseconds as a number, a text such as 150ms, 3s, 1m30s, 2h, or {barrier: …}',
  description: 'After so long, or when a barrier is released.',
  type: ['number', 'string', 'object'],
  minimum: 0,
  maximum: longestMs,
  pattern: durationPattern,
  endsInTime: true,
  properties: { barrier },
  additionalProperties: false,
  required: ['barrier'],
};

const at = the('moment', 'From the start of the run, or from the release of the last barrier before. Default 0.');

const logScript: Readonly<Record<keyof LogScript, JsonSchema>> = {
  text: the('bytes'),
  stream: { enum: ['stdout', 'stderr'], default: 'stdout' },
  at,
  pieces: { ...count(1, 'Comes in so many pieces, wherever that splits it. Default 1.'), maximum: 100_000 },
  takes: the('duration', 'From the first piece to the last. Default 0.'),
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

const runScript: Readonly<Record<keyof RunScript, JsonSchema>> = {
  takes: the('duration', 'From start to completion. Default 0.'),
  until: { ...atBarrier, description: 'It is not done before this barrier is released.' },
  logs: listOf(object(logScript, ['text'])),
  statuses: listOf(object(statusScript, ['id']), 'Progress of single items.'),
  warnings: listOf(object(warningScript, ['short'])),
};

const restartScript: Readonly<Record<keyof RestartScript, JsonSchema>> = {
  at: the('moment', 'When it starts, once the run before is done. Default 0.'),
  withInputs: flag('Whether the vertex is shown with its inputs. Default false.'),
  ...runScript,
};

const vertexScript: Readonly<Record<keyof VertexScript, JsonSchema>> = {
  name: text('What printers show; unique in its build.'),
  inputs: listOf(
    text(),
    'Names of vertices that must be done before. Default: the vertex before it in the list. Empty: starts at once.',
  ),
  at: the('moment', 'When it starts, once its inputs are done. Default 0.'),
  digest: text("Default: made from the name and the inputs' digests."),
  cached: flag('Its result is in the cache already.'),
  ...runScript,
  error: text('It fails with this text when its time is over, and with it the build.'),
  restarts: listOf(
    object(restartScript),
    'It starts again after it was done; its dependents wait for its last run. Default: what loads a source, as the context, first looks for its cache key, in a run that takes no time. Empty: it runs once.',
  ),
  releases: listOf(barrier, 'Barriers that are released when it is done.'),
  group: object({ id: text(), name: text(), weak: flag() }, ['id', 'name']),
  internal: flag(
    'Made by BuildKit or buildx beside the graph: no inputs on the wire, first seen already started. Default: whether its name is one of those, such as `exporting to image`.',
  ),
};

const { name: _, inputs: __, digest: ___, group: ____, internal: _____, ...ofStep } = vertexScript;

const stepScript: Readonly<Record<keyof StepScript, JsonSchema>> = {
  on: the(
    'textMatch',
    'The steps whose instruction, such as `RUN npm test`, or whole name is so; one at least must be.',
  ),
  exit: { ...count(1, 'It fails as a RUN step does whose process exits with this code.'), maximum: 255 },
  ...ofStep,
};

function int32(description?: string, minimum = 0): JsonSchema {
  return { ...count(minimum, description), maximum: 2 ** 31 - 1 };
}

/** The definitions of a build's graph, and of the kinds of values that it uses. */
export const vertexDefinitions: Readonly<Record<string, JsonSchema>> = {
  base64,
  duration,
  moment,
  bytes,
  vertex: { ...object(vertexScript, ['name']), description: "One node of a build's graph." },
  dockerfileStep: {
    ...object(stepScript, ['on']),
    description: 'What becomes of one or several steps of a Dockerfile.',
  },
};
