import { anything, callback, rule, signal, text, type OptionRule, type OptionRules } from '../options/rules.js';
import { isObject } from '../protocol/is-object.js';
import type { BuildOptions } from '../protocol/messages.js';
import type { BuildRunOptions } from './build-run.js';

/** The codec holds that each has its type; it passes over fields that there are not. */
export const buildOptionRules: Readonly<Record<keyof BuildOptions, OptionRule>> = {
  contextPath: anything,
  dockerfileName: anything,
  callFunc: anything,
  namedContexts: anything,
  allow: anything,
  attests: anything,
  buildArgs: anything,
  cacheFrom: anything,
  cacheTo: anything,
  cgroupParent: anything,
  exports: anything,
  extraHosts: anything,
  labels: anything,
  networkMode: anything,
  noCacheFilter: anything,
  platforms: anything,
  secrets: anything,
  shmSize: anything,
  ssh: anything,
  tags: anything,
  target: anything,
  ulimits: anything,
  builder: anything,
  metadataFile: anything,
  noCache: anything,
  pull: anything,
  exportPush: anything,
  exportLoad: anything,
  sourcePolicy: anything,
  ref: anything,
  groupRef: anything,
  annotations: anything,
  withProvenanceResponse: anything,
  provenanceResponseMode: anything,
};

function isReadable(value: unknown): boolean {
  if (typeof value === 'string' || value instanceof Uint8Array) return true;
  return isObject(value) && Symbol.asyncIterator in value;
}

export const buildRunRules: OptionRules<BuildRunOptions> = {
  ref: text,
  stdin: rule('a text, bytes, or an async iterable of bytes', isReadable),
  onStatus: callback,
  signal,
};
