import type { BuildOptions } from '../../src/protocol/messages.js';

const none: BuildOptions = {
  contextPath: '',
  dockerfileName: '',
  namedContexts: {},
  allow: [],
  attests: [],
  buildArgs: {},
  cacheFrom: [],
  cacheTo: [],
  cgroupParent: '',
  exports: [],
  extraHosts: [],
  labels: {},
  networkMode: '',
  noCacheFilter: [],
  platforms: [],
  secrets: [],
  shmSize: 0n,
  ssh: [],
  tags: [],
  target: '',
  builder: '',
  metadataFile: '',
  noCache: false,
  pull: false,
  exportPush: false,
  exportLoad: false,
  ref: '',
  groupRef: '',
  annotations: [],
  withProvenanceResponse: false,
  provenanceResponseMode: '',
};

/** The options of a build as they come from the wire: every field is there. */
export function buildOptions(options: Partial<BuildOptions> = {}): BuildOptions {
  return { ...none, ...options };
}
