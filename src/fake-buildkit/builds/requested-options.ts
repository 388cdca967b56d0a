import type { control, gateway } from '../../protocol/buildkit/messages.js';
import type { BuildOptions, CallFunc, ExportEntry, StringMap, Ulimit } from '../../protocol/messages.js';
import { withoutCredentials } from '../../protocol/credentials.js';
import { exportersIn } from '../exporters/requested-exporters.js';

/**
 * The options that BuildKit is not told, since its client keeps them: a script that asks for them is matched without.
 * A context that is a URL is told, and then `contextPath` is matched.
 */
const untold = [
  'builder',
  'metadataFile',
  'secrets',
  'ssh',
  'groupRef',
  'ref',
  'exportLoad',
  'withProvenanceResponse',
  'provenanceResponseMode',
  'stdin',
  'session',
];

/** What a client asks for, in the options that scripts are matched by. */
export function requestedOptions(build: control.SolveRequest, solve?: gateway.SolveRequest): BuildOptions {
  const attrs: StringMap = { ...build.frontendAttrs, ...solve?.frontendOpt };
  const noCache = attrs['no-cache'];
  const exports = exportersIn(build).map(({ type, attrs }): ExportEntry => ({ type, attrs, destination: '' }));
  const dockerfile = attrs['filename'] ?? '';
  const callFunc = callFuncOf(attrs['requestid']);
  return {
    contextPath: attrs['context'] ?? '.',
    dockerfileName: dockerfile === 'Dockerfile' ? '' : dockerfile,
    ...(callFunc === undefined ? {} : { callFunc }),
    namedContexts: withPrefix(attrs, 'context:'),
    allow: build.entitlements,
    attests: Object.entries(withPrefix(attrs, 'attest:')).map(([type, text]) => ({
      type,
      disabled: /(^|,)disabled=true(,|$)/.test(text),
      attrs: text === '' ? `type=${type}` : `type=${type},${text}`,
    })),
    buildArgs: withPrefix(attrs, 'build-arg:'),
    cacheFrom: [...(build.cache?.imports ?? []), ...(solve?.cacheImports ?? [])].map(withoutCredentials),
    cacheTo: (build.cache?.exports ?? []).map(withoutCredentials),
    cgroupParent: attrs['cgroup-parent'] ?? '',
    exports,
    extraHosts: listIn(attrs['add-hosts']).map((host) => host.replace('=', ':')),
    labels: withPrefix(attrs, 'label:'),
    networkMode: attrs['force-network-mode'] ?? '',
    noCacheFilter: listIn(noCache),
    platforms: listIn(attrs['platform']),
    secrets: [],
    shmSize: /^\d+$/.test(attrs['shm-size'] ?? '') ? BigInt(attrs['shm-size'] ?? 0) : 0n,
    ssh: [],
    tags: tagsOf(exports),
    target: attrs['target'] ?? '',
    ...(attrs['ulimit'] === undefined ? {} : { ulimits: { values: ulimitsOf(attrs['ulimit']) } }),
    builder: '',
    metadataFile: '',
    noCache: noCache === '',
    pull: attrs['image-resolve-mode'] === 'pull',
    exportPush: exports.some((exporter) => exporter.attrs['push'] === 'true'),
    exportLoad: false,
    ...(build.sourcePolicy === undefined ? {} : { sourcePolicy: build.sourcePolicy }),
    ref: build.ref,
    groupRef: '',
    annotations: exports.flatMap((exporter) =>
      Object.entries(withPrefix(exporter.attrs, 'annotation.')).map(([key, value]) => `${key}=${value}`),
    ),
    withProvenanceResponse: false,
    provenanceResponseMode: '',
  };
}

/** The names of what a script may ask for and this build does not tell. */
export function untoldIn(build: control.SolveRequest, solve?: gateway.SolveRequest): ReadonlySet<string> {
  const context = solve?.frontendOpt['context'] ?? build.frontendAttrs['context'];
  return new Set(context === undefined ? [...untold, 'contextPath'] : untold);
}

/** The tags as people write them: clients put `docker.io/` and `library/` in front. */
function tagsOf(exports: readonly ExportEntry[]): readonly string[] {
  const names = exports.flatMap(({ attrs }) => listIn(attrs['name']));
  return [...new Set(names.map((name) => name.replace(/^docker\.io\/(library\/)?/, '')))];
}

function callFuncOf(id: string | undefined): CallFunc | undefined {
  return id === undefined ? undefined : { name: id.replace(/^frontend\./, ''), format: '', ignoreStatus: false };
}

function withPrefix(attrs: StringMap, prefix: string): StringMap {
  return Object.fromEntries(
    Object.entries(attrs).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

function listIn(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}

/** Reads `nofile=1024:2048,nproc=8:8`. */
function ulimitsOf(text: string): StringMap<Ulimit> {
  return Object.fromEntries(
    [...text.matchAll(/([^=,]+)=(-?\d+)(?::(-?\d+))?/g)].map(([, name = '', soft = '0', hard = soft]) => [
      name,
      { name, soft: BigInt(soft), hard: BigInt(hard) },
    ]),
  );
}
