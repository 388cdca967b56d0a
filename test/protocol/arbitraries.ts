import fc from 'fast-check';
import type * as m from '../../src/protocol/messages.js';
import { isAtLeast, isWithin, type Revision } from '../../src/protocol/revision.js';

/** Any text that UTF-8 can carry. */
export const text = fc.string({ unit: 'binary', maxLength: 20 });
const bytes = fc.uint8Array({ maxLength: 40 });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const list = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { maxLength: 3 });
const mapOf = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(text, of, { maxKeys: 3, noNullPrototype: true });
const strings = list(text);
const entry = { type: text, attrs: mapOf(text) };

/** Present or not; never present and undefined. */
function maybe<T extends object, K extends string>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }> {
  return fc
    .option(value, { nil: undefined })
    .map((some) => (some === undefined ? {} : { [key]: some })) as fc.Arbitrary<{
    [P in K]?: T;
  }>;
}

function join<A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>): fc.Arbitrary<A & B> {
  return fc.tuple(a, b).map(([left, right]) => ({ ...left, ...right }));
}

const timestamp: fc.Arbitrary<m.Timestamp> = fc.record({ seconds: int64, nanos: int32 });

const sourcePolicy: fc.Arbitrary<m.SourcePolicy> = fc.record({
  version: int64,
  rules: list(
    join(
      fc.record({ action: fc.constantFrom<m.SourcePolicyRule['action'][]>('ALLOW', 'DENY', 'CONVERT', 77) }),
      join(
        maybe(
          'selector',
          fc.record<m.SourcePolicySelector>({
            identifier: text,
            matchType: fc.constantFrom('WILDCARD', 'EXACT', 'REGEX'),
            constraints: list(
              fc.record<m.SourcePolicyConstraint>({
                key: text,
                value: text,
                condition: fc.constantFrom('EQUAL', 'NOTEQUAL', 'MATCHES'),
              }),
            ),
          }),
        ),
        maybe('updates', fc.record({ identifier: text, attrs: mapOf(text) })),
      ),
    ),
  ),
});

/** Of revision `2023-04`: every string that a client may have sent as PrintFunc, taken apart as the codec does it. */
const printFunc = fc.oneof(
  text
    .filter((name) => name !== '' && !name.startsWith('format='))
    .map((name) => ({ name, format: '', ignoreStatus: false })),
  fc.constantFrom(
    { name: 'outline', format: 'json', ignoreStatus: false },
    { name: 'name=outline,format=json', format: '', ignoreStatus: false },
  ),
);

export function buildOptions(revision: Revision): fc.Arbitrary<m.BuildOptions> {
  const lacks = <T>(value: T): fc.Arbitrary<T> => fc.constant(value);
  const from011 = isAtLeast(revision, '0.11');
  const from012 = isAtLeast(revision, '0.12');
  const fields = fc.record({
    contextPath: text,
    dockerfileName: text,
    namedContexts: mapOf(text),
    allow: strings,
    attests: list(fc.record({ type: text, disabled: fc.boolean(), attrs: text })),
    buildArgs: mapOf(text),
    cacheFrom: list(fc.record(entry)),
    cacheTo: list(fc.record(entry)),
    cgroupParent: text,
    exports: list(fc.record({ ...entry, destination: text })),
    extraHosts: strings,
    labels: mapOf(text),
    networkMode: text,
    noCacheFilter: strings,
    platforms: strings,
    secrets: list(fc.record({ id: text, filePath: text, env: text })),
    shmSize: int64,
    ssh: list(fc.record({ id: text, paths: strings })),
    tags: strings,
    target: text,
    builder: text,
    metadataFile: from011 ? lacks('') : text,
    noCache: fc.boolean(),
    pull: fc.boolean(),
    exportPush: fc.boolean(),
    exportLoad: fc.boolean(),
    ref: from012 ? text : lacks(''),
    groupRef: from012 ? text : lacks(''),
    annotations: from012 ? strings : lacks([]),
    withProvenanceResponse: isWithin({ since: '0.14', until: '0.14' }, revision) ? fc.boolean() : lacks(false),
    provenanceResponseMode: isAtLeast(revision, '0.16') ? text : lacks(''),
  });
  const ulimits = fc.record({ values: mapOf(fc.record({ name: text, hard: int64, soft: int64 })) });
  const some = join(fields, maybe('ulimits', ulimits));
  if (!from011) return join(some, maybe('callFunc', printFunc));
  const ignoreStatus = isAtLeast(revision, '0.14') ? fc.boolean() : lacks(false);
  const callFunc = fc.record({ name: text, format: text, ignoreStatus });
  return join(some, join(maybe('callFunc', callFunc), maybe('sourcePolicy', sourcePolicy)));
}

const position = fc.record({ line: int32, character: int32 });
const ranges = list(join(maybe('start', position), maybe('end', position)));
const progressGroup = fc.record({ id: text, name: text, weak: fc.boolean() });

/** Source information nests: a definition has sources, which have definitions. */
function sourceInfo(revision: Revision, depth: number): fc.Arbitrary<m.SourceInfo> {
  const language = isAtLeast(revision, '0.11') ? text : fc.constant('');
  const info = fc.record({ filename: text, data: bytes, language });
  if (depth === 0) return info;
  const metadata = join(
    fc.record({ ignoreCache: fc.boolean(), description: mapOf(text), caps: mapOf(fc.boolean()) }),
    join(maybe('exportCache', fc.record({ value: fc.boolean() })), maybe('progressGroup', progressGroup)),
  );
  const locations = fc.record({ locations: list(fc.record({ sourceIndex: int32, ranges })) });
  const source = fc.record({ locations: mapOf(locations), infos: list(sourceInfo(revision, depth - 1)) });
  const definition = join(fc.record({ def: list(bytes), metadata: mapOf(metadata) }), maybe('source', source));
  return join(info, maybe('definition', definition));
}

export function statusResponse(revision: Revision): fc.Arbitrary<m.StatusResponse> {
  const times = join(maybe('started', timestamp), maybe('completed', timestamp));
  const vertex = join(
    fc.record({ digest: text, inputs: strings, name: text, cached: fc.boolean(), error: text }),
    join(times, maybe('progressGroup', progressGroup)),
  );
  const status = join(
    fc.record({ id: text, vertex: text, name: text, current: int64, total: int64 }),
    join(times, maybe('timestamp', timestamp)),
  );
  const log = join(fc.record({ vertex: text, stream: int64, message: bytes }), maybe('timestamp', timestamp));
  const warning = join(
    fc.record({ vertex: text, level: int64, short: bytes, detail: list(bytes), url: text, ranges }),
    maybe('info', sourceInfo(revision, 2)),
  );
  return fc.record({ vertices: list(vertex), statuses: list(status), logs: list(log), warnings: list(warning) });
}

export function invokeMessage(revision: Revision): fc.Arbitrary<m.InvokeMessage> {
  const flagSince = (since: Revision) => (isAtLeast(revision, since) ? fc.boolean() : fc.constant(false));
  const invokeConfig = fc.record({
    entrypoint: strings,
    cmd: strings,
    env: strings,
    user: text,
    noUser: fc.boolean(),
    cwd: text,
    noCwd: fc.boolean(),
    tty: fc.boolean(),
    rollback: fc.boolean(),
    initial: flagSince('0.11'),
    noCmd: flagSince('0.12'),
  });
  return fc.oneof(
    join(
      fc.record({ kind: fc.constant('init' as const), ref: text, processId: text }),
      maybe('invokeConfig', invokeConfig),
    ),
    fc.record({ kind: fc.constant('file' as const), fd: uint32, eof: fc.boolean(), data: bytes }),
    fc.record({ kind: fc.constant('resize' as const), rows: uint32, cols: uint32 }),
    fc.record({ kind: fc.constant('signal' as const), name: text }),
    fc.constant({ kind: 'empty' as const }),
  );
}
