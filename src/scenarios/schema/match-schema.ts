import type { BuildOptions } from '../../protocol/messages.js';
import type { BuildMatch } from '../model/build-script.js';
import type { ProgramMatch } from '../model/program-script.js';
import { flag, mapOf, object, the } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';

const string: JsonSchema = { type: 'string' };
const patternFields = {
  pattern: {
    ...string,
    description: 'A JavaScript regular expression, without what looks ahead or behind or refers to other groups.',
  },
  flags: { ...string, pattern: '^[imsu]*$', title: 'some of the flags i, m, s, u' },
};

/** Limited, because it may take its length times that of the text to match. */
const glob: JsonSchema = { ...string, maxLength: 2000, title: 'a glob of at most 2000 characters' };

const textMatch: JsonSchema = {
  title: 'a text, {glob: …} or {pattern: …, flags: …}',
  description:
    'What a text must be: equal to a string, or matched as a whole by a glob (`*` any characters, `?` one), or by a regular expression anywhere in it.',
  type: ['string', 'object'],
  properties: { glob, ...patternFields },
  additionalProperties: false,
  exactlyOneKeyOf: ['glob', 'pattern'],
  dependencies: { flags: ['pattern'] },
  compiles: true,
};

/** Of a build, which reads all of it before it is matched. */
const wholeStdinMatch: JsonSchema = {
  ...textMatch,
  title: 'a text, {glob: …}, {pattern: …, flags: …} or {sha256: …}',
  description: 'What all of stdin must be: a text, as other texts are matched, or any bytes, known by their SHA-256.',
  properties: {
    glob,
    ...patternFields,
    sha256: {
      ...string,
      pattern: '^[0-9a-f]{64}$',
      title: 'a SHA-256: 64 hexadecimal digits, in lower case',
      description: 'Of its bytes, as sha256sum prints it.',
    },
  },
  exactlyOneKeyOf: ['glob', 'pattern', 'sha256'],
};

const stdinMatch: JsonSchema = {
  title: 'a text, {base64: …} or {pattern: …, flags: …}',
  description: 'A text or bytes, or a regular expression that matches in stdin.',
  type: ['string', 'object'],
  properties: { base64: the('base64'), ...patternFields },
  additionalProperties: false,
  exactlyOneKeyOf: ['base64', 'pattern'],
  dependencies: { flags: ['pattern'] },
  compiles: true,
};

const integer: JsonSchema = {
  type: 'integer',
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
};

const texts = the('textsMatch');
const textMap = the('textMapMatch');

function listMatch(items: JsonSchema): JsonSchema {
  return {
    title: 'a list (every one of these, in any order, among others) or {exactly: [these in this order]}',
    type: ['array', 'object'],
    items,
    properties: { exactly: { type: 'array', items } },
    additionalProperties: false,
    required: ['exactly'],
  };
}

const t = the('textMatch');
const cacheOptions = listMatch(object({ type: t, attrs: textMap }));

const sourcePolicyRule = object({
  action: t,
  selector: object({
    identifier: t,
    matchType: t,
    constraints: listMatch(object({ key: t, value: t, condition: t })),
  }),
  updates: object({ identifier: t, attrs: textMap }),
});

const buildMatch: Readonly<Record<keyof BuildOptions | keyof BuildMatch, JsonSchema>> = {
  session: the('textMatch', "The session's ref."),
  stdin: the('wholeStdinMatch', 'All of stdin; only builds whose context or Dockerfile is `-` read it.'),
  dockerfile: the('textMatch', 'The text of the Dockerfile that the client sends; only of a fake BuildKit.'),
  frontend: the('textMatch', 'Such as `dockerfile.v0`; empty for a build of LLB. Only of a fake BuildKit.'),
  contextFiles: the(
    'textsMatch',
    'Files that the client has in its context, such as `src/main.c`; only of a fake BuildKit.',
  ),
  exactly: flag(
    "What is not named must have its default, all the way down; but for the build's own `ref` and its `groupRef`.",
  ),
  contextPath: t,
  dockerfileName: t,
  callFunc: object({ name: t, format: t, ignoreStatus: flag('From revision 0.14.') }),
  namedContexts: textMap,
  allow: texts,
  attests: listMatch(object({ type: t, disabled: flag(), attrs: t })),
  buildArgs: textMap,
  cacheFrom: cacheOptions,
  cacheTo: cacheOptions,
  cgroupParent: t,
  exports: listMatch(object({ type: t, attrs: textMap, destination: t })),
  extraHosts: texts,
  labels: textMap,
  networkMode: t,
  noCacheFilter: texts,
  platforms: texts,
  secrets: listMatch(object({ id: t, filePath: t, env: t })),
  shmSize: { ...integer, description: 'Bytes.' },
  ssh: listMatch(object({ id: t, paths: texts })),
  tags: texts,
  target: t,
  ulimits: object({ values: mapOf(object({ name: t, hard: integer, soft: integer })) }),
  builder: t,
  metadataFile: the('textMatch', 'Only in revision 2023-04.'),
  noCache: flag(),
  pull: flag(),
  exportPush: flag(),
  exportLoad: flag(),
  sourcePolicy: object({ version: integer, rules: listMatch(sourcePolicyRule) }),
  ref: the('textMatch', "The build's own ref, not the session's; from revision 0.12."),
  groupRef: the('textMatch', 'From revision 0.12.'),
  annotations: texts,
  withProvenanceResponse: flag('Only in revision 0.14.'),
  provenanceResponseMode: the('textMatch', 'From revision 0.16.'),
};

const programMatch: Readonly<Record<keyof ProgramMatch, JsonSchema>> = {
  args: the('textsMatch', "The arguments after the program's own name."),
  entrypoint: texts,
  cmd: texts,
  env: the('textsMatch', 'Such as `NAME=value`.'),
  tty: flag(),
  user: t,
  cwd: t,
};

/** The definitions of what requests are matched by. */
export const matchDefinitions: Readonly<Record<string, JsonSchema>> = {
  textMatch,
  textsMatch: listMatch(the('textMatch')),
  textMapMatch: mapOf(the('textMatch')),
  stdinMatch,
  wholeStdinMatch,
  buildMatch: {
    ...object(buildMatch),
    description: "Which builds a script answers: any part of the options, the session's ref, and what came on stdin.",
  },
  programMatch: {
    ...object(programMatch),
    description: 'Which processes a script plays. All that is given must match.',
  },
};
