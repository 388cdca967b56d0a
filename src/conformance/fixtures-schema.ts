import type { Schema } from 'ajv';
import type { BuildOptions, InvokeConfig } from '../protocol/messages.js';
import type { BuildFixtures, Fixtures, ProgramFixtures } from './fixtures.js';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const texts = { type: 'array', items: text } as const;
const textMap = { type: 'object', additionalProperties: text } as const;

function record<K extends string>(
  properties: Readonly<Record<K, Schema>>,
  required: readonly NoInfer<K>[] = [],
): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function listOf<K extends string>(properties: Readonly<Record<K, Schema>>): Schema {
  return { type: 'array', items: record(properties) };
}

/** The options that a fixture can give. Numbers of 64 bits and source policies don't matter to a fixture. */
const buildOptions = record<Exclude<keyof BuildOptions, 'shmSize' | 'ulimits' | 'sourcePolicy'>>({
  contextPath: text,
  dockerfileName: text,
  callFunc: record({ name: text, format: text }),
  namedContexts: textMap,
  allow: texts,
  attests: listOf({ type: text, disabled: flag, attrs: text }),
  buildArgs: textMap,
  cacheFrom: listOf({ type: text, attrs: textMap }),
  cacheTo: listOf({ type: text, attrs: textMap }),
  cgroupParent: text,
  exports: listOf({ type: text, attrs: textMap, destination: text }),
  extraHosts: texts,
  labels: textMap,
  networkMode: text,
  noCacheFilter: texts,
  platforms: texts,
  secrets: listOf({ id: text, filePath: text, env: text }),
  ssh: listOf({ id: text, paths: texts }),
  tags: texts,
  target: text,
  builder: text,
  metadataFile: text,
  noCache: flag,
  pull: flag,
  exportPush: flag,
  exportLoad: flag,
  ref: text,
  groupRef: text,
  annotations: texts,
});

const invokeConfig = record<keyof InvokeConfig>({
  entrypoint: texts,
  cmd: texts,
  env: texts,
  user: text,
  noUser: flag,
  cwd: text,
  noCwd: flag,
  tty: flag,
  rollback: flag,
  initial: flag,
  noCmd: flag,
});

/** The shape of a fixtures file. */
export const fixturesSchema: Schema = record<keyof Fixtures>(
  {
    builds: record<keyof BuildFixtures>(
      {
        succeeds: buildOptions,
        failsInStep: buildOptions,
        failsEarly: buildOptions,
        warns: buildOptions,
        logs: buildOptions,
        graph: buildOptions,
        takesLong: buildOptions,
        readsStdin: buildOptions,
        showsOptions: buildOptions,
        seesContext: buildOptions,
        seesSecret: buildOptions,
        seesAgent: buildOptions,
        configured: buildOptions,
        stdinDockerfile: text,
      },
      ['succeeds'],
    ),
    programs: record<keyof ProgramFixtures>(
      {
        cat: invokeConfig,
        exits: invokeConfig,
        emits: invokeConfig,
        emitsAndExits: invokeConfig,
        sleeps: invokeConfig,
        tells: invokeConfig,
      },
      ['cat', 'exits', 'emits', 'emitsAndExits', 'sleeps'],
    ),
  },
  ['builds'],
);
