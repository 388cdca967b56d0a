import type { BuildOptions, Init } from '../../../src/protocol/messages.js';

/** Releases between which the checks of options differ, oldest first. */
export type Release = '2023-04' | 'v0.12' | 'v0.13';

/** Options, and what real servers say to them; a release that is not there takes them. */
export interface RefusedOptions {
  readonly options: Init<BuildOptions>;
  readonly says: Partial<Record<Release, string>>;
  /** As Debian's v0.13.1 spells it, which is built with newer libraries. */
  readonly debian?: string;
  /** Before the builder is looked at, so that a waiting Status usually waits on: everywhere, or in these. */
  readonly atOnce?: true | readonly Release[];
  readonly stdin?: string;
}

const all = (text: string): RefusedOptions['says'] => ({ '2023-04': text, 'v0.12': text, 'v0.13': text });
const base = (text: string): RefusedOptions['says'] => ({ '2023-04': text });
const until13 = (text: string): RefusedOptions['says'] => ({ '2023-04': text, 'v0.12': text });
const since12 = (text: string): RefusedOptions['says'] => ({ 'v0.12': text, 'v0.13': text });

const atOnce = (options: Init<BuildOptions>, says: RefusedOptions['says'], debian?: string): RefusedOptions => ({
  options,
  says,
  atOnce: true,
  ...(debian === undefined ? {} : { debian }),
});
const later = (options: Init<BuildOptions>, says: RefusedOptions['says']): RefusedOptions => ({ options, says });
const printing = (name: string, reason: string): RefusedOptions => atOnce({ callFunc: { name } }, base(reason));
const platform = (text: string, reason: string, debian?: string): RefusedOptions =>
  atOnce({ platforms: [text] }, all(`${reason}: invalid argument`), debian && `${debian}: invalid argument`);
const tagged = (tag: string, reason: string): RefusedOptions =>
  later({ tags: ['good', tag] }, all(`invalid tag ${JSON.stringify(tag)}: ${reason}`));
const host = (text: string, says = all): RefusedOptions =>
  later({ extraHosts: ['a:1.2.3.4', text] }, says(`invalid host ${text}`));

const component = 'platform specifier component must match "^[A-Za-z0-9_-]+$"';
const system = String.raw`OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)\\))?$"`;
const badQuote = 'extraneous or missing " in quoted-field';
const network =
  'network mode "bridge" not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create';
const long = 'a'.repeat(256);
const socket = '/run/docker.sock';

/** In the order of the checks. */
export const refusedOptions: readonly RefusedOptions[] = [
  atOnce(
    { noCache: true, noCacheFilter: ['stage'] },
    all('--no-cache and --no-cache-filter cannot currently be used together'),
  ),
  printing('a,b=c', 'invalid print field: b=c'),
  printing('a,b', 'invalid print value: a,b'),
  printing('a,', 'invalid print value: a,'),
  printing('format=x,a,format', 'invalid print value: format=x,a,format'),
  printing('a"b', 'parse error on line 1, column 2: bare " in non-quoted-field'),
  printing('xx,a"b', 'parse error on line 1, column 5: bare " in non-quoted-field'),
  printing('"ab', `parse error on line 1, column 4: ${badQuote}`),
  printing('"a"b', `parse error on line 1, column 3: ${badQuote}`),
  printing('"xx,a', `parse error on line 1, column 6: ${badQuote}`),
  printing('\n', 'EOF'),
  platform(
    '!!',
    `"!!" is an invalid component of "!!": ${component}`,
    `"!!" is an invalid OS component of "!!": ${system}`,
  ),
  platform('', `"" is an invalid component of "": ${component}`, `"" is an invalid OS component of "": ${system}`),
  platform('linux/é"', `"é\\"" is an invalid component of "linux/é\\"": ${component}`),
  platform('x/y/z/w', '"x/y/z/w": cannot parse platform specifier'),
  platform('linux/*', '"linux/*": wildcards not yet supported'),
  platform('local,foo', '"foo": unknown operating system or architecture'),
  atOnce({ secrets: [{ filePath: '/etc/hosts' }] }, all('secret missing ID')),
  atOnce({ ssh: [{ paths: [socket] }, { id: 'default', paths: [socket] }] }, all('invalid duplicate ID default')),
  atOnce({ exports: [{}] }, all('type is required for output')),
  atOnce({ exports: [{ type: 'local' }] }, all('dest is required for local exporter')),
  atOnce({ exports: [{ type: 'local', destination: '-' }] }, all('dest cannot be stdout for local exporter')),
  atOnce({ exports: [{ type: 'oci', attrs: { tar: 'F' } }] }, all('dest is required for oci exporter')),
  atOnce(
    { exports: [{ type: 'docker', attrs: { tar: 'false' }, destination: '-' }] },
    all('dest cannot be stdout for docker exporter'),
  ),
  {
    options: { exports: [{ type: 'tar', destination: '-' }, { type: 'tar' }] },
    says: {
      ...until13('multiple outputs currently unsupported'),
      'v0.13': 'multiple outputs configured to write to stdout',
    },
    atOnce: ['v0.13'],
  },
  atOnce(
    { exportPush: true, exportLoad: true, tags: ['good'] },
    until13('push and load may not be set together at the moment'),
  ),
  atOnce(
    { exportPush: true, exports: [{ type: 'local', destination: '/tmp/out' }], tags: ['good'] },
    until13('push and "local" output can\'t be used together'),
  ),
  atOnce(
    { exportLoad: true, exports: [{ type: 'registry' }] },
    until13('load and "image" output can\'t be used together'),
  ),
  atOnce({ annotations: ['x'] }, since12('invalid annotation "x", expected key=value')),
  atOnce({ annotations: ['a b=c'] }, since12('invalid annotation format, expected <type>:<key>=<value>, got "a b=c"')),
  atOnce({ annotations: ['=v'] }, since12('invalid annotation format, expected <type>:<key>=<value>, got "=v"')),
  atOnce({ annotations: ['index-x:a='] }, since12('unknown annotation type "index-x"')),
  atOnce(
    { annotations: ['manifest[foo]:a=b'] },
    since12('invalid platform "foo": "foo": unknown operating system or architecture: invalid argument'),
  ),
  atOnce(
    { allow: ['network.host', 'nope'] },
    { '2023-04': 'invalid entitlement: nope', ...since12('unknown entitlement nope') },
  ),
  later(
    {
      exports: [
        { type: 'local', destination: '/tmp/one' },
        { type: 'local', destination: '/tmp/two' },
      ],
    },
    until13('multiple outputs currently unsupported'),
  ),
  tagged('UPPER', 'repository name must be lowercase'),
  tagged('', 'repository name must have at least one component'),
  tagged('a b', 'invalid reference format'),
  tagged('UP:é', 'invalid reference format'),
  tagged('a___b', 'invalid reference format'),
  tagged(long, 'repository name must not be more than 255 characters'),
  tagged('x@sha256:abc', 'invalid reference format'),
  tagged(`x@sha256:${'a'.repeat(40)}`, 'invalid checksum digest length'),
  tagged(`x@sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'),
  tagged(`x@sha1:${'a'.repeat(40)}`, 'unsupported digest algorithm'),
  later({ tags: ['[::1]:5000/a'] }, base('invalid tag "[::1]:5000/a": invalid reference format')),
  later({ exportPush: true }, all('tag is needed when pushing to registry')),
  later({ exports: [{ type: 'image', attrs: { push: 'T' } }] }, all('tag is needed when pushing to registry')),
  later(
    { exports: [{ type: 'docker', destination: '/tmp/out.tar' }], platforms: ['linux/amd64,linux/arm64'] },
    {
      '2023-04': 'docker exporter does not currently support exporting manifest lists',
      ...since12('docker exporter does not support exporting manifest lists, use the oci exporter instead'),
    },
  ),
  later({ contextPath: '' }, all('please specify build context (e.g. "." for the current directory)')),
  later(
    { contextPath: '-', dockerfileName: '-' },
    all("invalid argument: can't use stdin for both build context and dockerfile"),
  ),
  {
    ...later(
      { contextPath: '-', dockerfileName: 'Dockerfile' },
      all('ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles'),
    ),
    stdin: 'FROM scratch\n',
  },
  later(
    { namedContexts: { x: 'oci-layout:///nope@sha256:abc' } },
    all('invalid oci-layout digest sha256:abc: invalid checksum digest length'),
  ),
  later({ networkMode: 'bridge' }, all(network)),
  host('x'),
  host('x:'),
  host(':1.2.3.4'),
  host('x:1.2.3'),
  host('x:01.2.3.4'),
  host('x:fe80::1%eth0'),
  host('x:00001::1', since12),
  host('x:1:2:3:4:5:6:7:000000008', since12),
  host('x:00000::0', since12),
  host('x:12345::1'),
  host('x:012345::1'),
  host('x:00001'),
  host('x:::0000001.2.3.4'),
  host('x:00001::1.2.3.04'),
  host('x:[]'),
  host('x:[::1]', until13),
  host('x=1.2.3.4', until13),
  later({ namedContexts: { x: 'target:y' } }, all('failed to find target y for context x')),
  later({ exports: [{ type: 'nope' }] }, all('failed to solve: exporter "nope" could not be found')),
  later(
    { ulimits: { values: { nope: { name: 'nope', hard: 1n, soft: 1n } } } },
    {
      '2023-04': 'failed to solve: failed to parse ulimit: invalid ulimit type: nope',
      ...since12('failed to parse ulimit: invalid ulimit type: nope'),
    },
  ),
  later(
    { ulimits: { values: { cpu: { name: 'cpu', hard: 1n, soft: 2n } } } },
    {
      '2023-04':
        'failed to solve: failed to parse ulimit: ulimit soft limit must be less than or equal to hard limit: 2 > 1',
      ...since12('failed to parse ulimit: ulimit soft limit must be less than or equal to hard limit: 2 > 1'),
    },
  ),
];

/** Pairs of which both are wrong: the first is told. */
export const refusedInOrder: readonly RefusedOptions[] = [
  later({ networkMode: 'bridge', tags: ['UPPER'] }, all('invalid tag "UPPER": repository name must be lowercase')),
  later(
    { networkMode: 'bridge', contextPath: '' },
    all('please specify build context (e.g. "." for the current directory)'),
  ),
  later({ networkMode: 'bridge', namedContexts: { x: 'target:y' } }, all(network)),
  atOnce({ exports: [{ type: 'local' }], secrets: [{}] }, all('secret missing ID')),
  atOnce(
    { platforms: ['foo'], secrets: [{}] },
    all('"foo": unknown operating system or architecture: invalid argument'),
  ),
  atOnce(
    { allow: ['nope'], annotations: ['x'] },
    {
      '2023-04': 'invalid entitlement: nope',
      ...since12('invalid annotation "x", expected key=value'),
    },
  ),
  atOnce({ allow: ['nope'], exports: [{ type: 'local' }, {}] }, all('dest is required for local exporter')),
];

/** Whether that release refuses it before it looks at the builder. */
export function isAtOnce({ atOnce }: RefusedOptions, release: Release): boolean {
  return atOnce === true || atOnce?.includes(release) === true;
}
