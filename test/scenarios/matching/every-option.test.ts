import { expect } from 'chai';
import { matchBuild } from '../../../src/scenarios/matching/match-build.js';
import type { BuildMatch } from '../../../src/scenarios/model/build-script.js';
import { checkScenario } from '../../../src/scenarios/schema/check-scenario.js';
import { scenarioSchema } from '../../../src/scenarios/index.js';
import type { BuildOptions, Init } from '../../../src/protocol/messages.js';
import { serviceOf } from '../../../src/protocol/service.js';
import { exactMatch } from '../../../src/recorder/exact-match.js';
import { holdsListed } from '../../listed.js';

/** Each option has something in it, and no text is twice. */
const options: Required<BuildOptions> = {
  contextPath: 'contextPath.1',
  dockerfileName: 'dockerfileName.1',
  callFunc: { name: 'callFunc.name', format: 'callFunc.format', ignoreStatus: true },
  namedContexts: { base: 'namedContexts.1' },
  allow: ['allow.1', 'allow.2'],
  attests: [{ type: 'attests.type', disabled: true, attrs: 'attests.attrs' }],
  buildArgs: { VERSION: 'buildArgs.1' },
  cacheFrom: [{ type: 'cacheFrom.type', attrs: { ref: 'cacheFrom.ref' } }],
  cacheTo: [{ type: 'cacheTo.type', attrs: { ref: 'cacheTo.ref' } }],
  cgroupParent: 'cgroupParent.1',
  exports: [{ type: 'exports.type', attrs: { push: 'exports.push' }, destination: 'exports.destination' }],
  extraHosts: ['extraHosts.1'],
  labels: { team: 'labels.1' },
  networkMode: 'networkMode.1',
  noCacheFilter: ['noCacheFilter.1'],
  platforms: ['platforms.1', 'platforms.2'],
  secrets: [{ id: 'secrets.id', filePath: 'secrets.filePath', env: 'secrets.env' }],
  shmSize: 64n,
  ssh: [{ id: 'ssh.id', paths: ['ssh.paths'] }],
  tags: ['tags.1'],
  target: 'target.1',
  ulimits: { values: { nofile: { name: 'ulimits.name', hard: 10n, soft: 5n } } },
  builder: 'builder.1',
  metadataFile: 'metadataFile.1',
  noCache: true,
  pull: true,
  exportPush: true,
  exportLoad: true,
  sourcePolicy: {
    version: 1n,
    rules: [
      {
        action: 'DENY',
        selector: {
          identifier: 'selector.identifier',
          matchType: 'EXACT',
          constraints: [{ key: 'constraints.key', value: 'constraints.value', condition: 'NOTEQUAL' }],
        },
        updates: { identifier: 'updates.identifier', attrs: { tag: 'updates.attrs' } },
      },
    ],
  },
  ref: 'ref.1',
  groupRef: 'groupRef.1',
  annotations: ['annotations.1'],
  withProvenanceResponse: true,
  provenanceResponseMode: 'provenanceResponseMode.1',
};
const request = { session: 's', options };
const nothing = decoded({});

function decoded(sent: Init<BuildOptions>): BuildOptions {
  const { encode, decode } = serviceOf('0.12').Build!.request;
  return (decode(encode({ options: sent })) as { readonly options: BuildOptions }).options;
}

/** The way to a leaf, and what is there. */
type Leaf = readonly [keys: readonly string[], value: unknown];

function leavesOf(value: unknown, keys: readonly string[] = []): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [[keys, value]];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...keys, Array.isArray(value) ? '[]' : key]));
}

/** A match that asks for nothing but this leaf. */
function asking(keys: readonly string[], wanted: unknown): BuildMatch {
  const match = keys.reduceRight<unknown>((inner, key) => (key === '[]' ? [inner] : { [key]: inner }), wanted);
  return match as BuildMatch;
}

function otherThan(value: unknown): unknown {
  switch (typeof value) {
    case 'boolean':
      return !value;
    case 'bigint':
      return Number(value) + 1;
    default:
      return `${String(value)}!`;
  }
}

describe('Every build option', () => {
  it('can be asked for', () => {
    const others = ['session', 'stdin', 'dockerfile', 'frontend', 'contextFiles', 'exactly'];
    const known = Object.keys(scenarioSchema.definitions!['buildMatch']!.properties!);
    holdsListed('buildMatch in src/scenarios/schema/match-schema.ts', known, [...Object.keys(options), ...others]);
  });

  for (const [keys, value] of leavesOf(options)) {
    const name = keys.join('.');
    const equal = typeof value === 'bigint' ? Number(value) : value;
    const wanted =
      typeof value !== 'string'
        ? [equal]
        : [value, { glob: `?${value.slice(1, -1)}*` }, { pattern: `^${value.slice(0, 3)}` }];
    const unwanted =
      typeof value !== 'string'
        ? [otherThan(value)]
        : [otherThan(value), { glob: `${value}?` }, { pattern: `^${value}!` }];

    it(`is matched by exactly what is asked: ${name}`, () => {
      for (const match of wanted) {
        expect(checkScenario({ builds: [{ when: asking(keys, match) }] }), JSON.stringify(match)).to.deep.equal([]);
        expect(matchBuild(asking(keys, match), request), JSON.stringify(match)).to.deep.equal([]);
      }
      for (const match of unwanted)
        expect(matchBuild(asking(keys, match), request), JSON.stringify(match)).to.have.lengthOf(1);
    });
  }

  for (const key of Object.keys(options)) {
    // New in every build.
    if (key === 'ref' || key === 'groupRef') continue;
    it(`${key} keeps a build from a script that wants exactly the others`, () => {
      const { [key as 'target']: _, ...others } = options;
      const wanted: BuildMatch = { exactly: true, ...exactMatch({ ...nothing, ...others }) };
      const unnamed = matchBuild(wanted, request);
      expect(unnamed).to.not.deep.equal([]);
      for (const { path, expected } of unnamed) {
        expect(path).to.match(new RegExp(`^${key}`));
        expect(expected).to.equal('(not set)');
      }
      const without = { ...options, [key]: nothing[key as keyof typeof nothing] };
      expect(matchBuild(wanted, { ...request, options: without })).to.deep.equal([]);
    });
  }
});
