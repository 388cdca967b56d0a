import { statusCodes } from '../../protocol/status-code.js';
import type { BuildErrorScript, BuildScript, LogLimits } from '../model/build-script.js';
import type { RegistryScript } from '../model/registry-script.js';
import type { Scenario } from '../model/scenario.js';
import { count, flag, listOf, mapOf, object, text, the } from './building-blocks.js';
import { faultDefinitions } from './fault-schema.js';
import { image } from './image-schema.js';
import type { JsonSchema } from './json-schema.js';
import { matchDefinitions } from './match-schema.js';
import { programDefinitions } from './program-schema.js';
import { recordedDefinitions } from './recorded-schema.js';
import { usageDefinitions } from './usage-schema.js';
import { vertexDefinitions } from './vertex-schema.js';

const errorScript: Readonly<Record<keyof BuildErrorScript, JsonSchema>> = {
  message: text(),
  code: { enum: Object.keys(statusCodes).filter((name) => name !== 'OK'), default: 'UNKNOWN' },
  details: listOf(
    object({ typeUrl: text(), json: {} }, ['typeUrl', 'json']),
    'Typed details, from revision 0.11; added to those that the real server gives.',
  ),
  leavesResult: flag(
    'Whether processes can be started in what the failed build left (from revision 0.11). Default: only if a vertex failed.',
  ),
  before: {
    enum: ['builder', 'solve'],
    description:
      "The build is refused, with nothing in front of the message and nothing left: before the `builder` is looked at (nothing is shown, and a Status that waits usually waits on), or before BuildKit's `solve` (vertices that the script has are shown, and Status ends OK).",
  },
};

const logLimits: Readonly<Record<keyof LogLimits, JsonSchema>> = {
  size: count(-1, 'Bytes. Default 2 MiB.'),
  speed: count(-1, 'Bytes a second. Default 200 KiB.'),
};

const registry: Readonly<Record<keyof RegistryScript, JsonSchema>> = {
  login: {
    enum: ['none', 'basic', 'token'],
    default: 'basic',
    description: "Not at all, with the client's user and password, or with a token that the client fetches.",
  },
  realm: text('The URL where the client fetches tokens. Default: `https://HOST/token`.'),
  service: text("What the tokens are for. Default: the registry's host."),
  denies: { ...flag('Nobody may push, whoever logs in.'), default: false },
};

const buildScript: Readonly<Record<keyof BuildScript, JsonSchema>> = {
  name: text('For messages to people.'),
  when: the('buildMatch', 'Default: every build.'),
  once: flag('Used up by its first build.'),
  template: {
    ...flag("In its texts, `{{buildArgs.WORD}}` or `{{tags[0]}}` is what the build's options have there, or nothing."),
    default: false,
  },
  vertices: listOf(the('vertex'), 'The graph. Default: a small plausible one. Empty: no progress at all.'),
  dockerfile: {
    ...object({ steps: listOf(the('dockerfileStep'), 'Each lies over those before.') }),
    description:
      "The graph is that of the client's own Dockerfile, which only a fake BuildKit reads; `vertices` has no place beside it.",
  },
  registries: mapOf(
    object(registry),
    'What registries want of a build on a fake BuildKit that pushes to them, by their hosts, such as `docker.io`.',
  ),
  reply: mapOf(text(), '`ExporterResponse` of a build that succeeds; added to and overriding the plausible digests.'),
  error: {
    ...object(errorScript, ['message']),
    description:
      'The build fails when its vertices are done. A vertex with an `error` makes the build fail without this.',
  },
  logLimits: {
    ...object(logLimits),
    description: 'How much of each stream of each step is shown, -1 is all. Default: as much as BuildKit shows.',
  },
  recorded: the(
    'recordedBuild',
    'It goes as a build went that was recorded; `vertices`, `reply` and `error` have no place beside it.',
  ),
  container: {
    ...object({ fails: text() }, ['fails']),
    description: 'No container can be made of its result: every Invoke fails with this text.',
  },
  image: {
    ...object(image),
    description: 'What processes find in its result. Default: `cmd: [/bin/sh]`.',
  },
};

const scenario: Readonly<Record<keyof Scenario, JsonSchema>> = {
  name: text(),
  description: text(),
  builds: listOf(
    the('build'),
    'First match wins. When it is there, a build that none matches is refused, unless `fallback` is true.',
  ),
  programs: listOf(
    the('program'),
    'First match wins. When it is there, a program that none matches is refused, unless `fallback` is true.',
  ),
  faults: listOf(
    the('fault'),
    'What goes wrong between the client and the server, in this order where several strike at once.',
  ),
  usageRecords: listOf(
    the('usageRecord'),
    "What is in BuildKit's cache besides what builds leave there. A fake controller has none, and passes them over.",
  ),
  fallback: { ...flag('What nothing matches goes to the built-ins.'), default: false },
};

/** The form of a scenario, in JSON Schema and keywords of this package's own. */
export const scenarioForm: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'a scenario',
  description: 'What a fake buildx controller plays.',
  ...object({ $schema: text('Where this schema is, for editors; not part of the scenario.'), ...scenario }),
  definitions: {
    build: { ...object(buildScript), description: 'How a build goes.' },
    ...vertexDefinitions,
    ...recordedDefinitions,
    ...programDefinitions,
    ...faultDefinitions,
    ...matchDefinitions,
    ...usageDefinitions,
  },
};
