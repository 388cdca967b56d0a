import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { holdsListed } from '../listed.js';
import { loadedBy, type Loaded } from './loaded.js';

interface Expected {
  readonly entry: string;
  /** The parts of `src/` that may be loaded with it. */
  readonly parts: readonly string[];
  /** Something that it exports is there. */
  readonly has: string;
  /** All packages that it needs at once; others are loaded when they are used. */
  readonly packages?: readonly string[];
}

const codec = ['long', 'protobufjs'];

const partsOfFakes = [
  'fake-buildkit',
  'fake-controller',
  'session-tunnel',
  'serving',
  'playback',
  'programs',
  'journal',
  'scenarios',
  'transport',
  'client',
  'time',
  'protocol',
  'options',
  'words',
  'package',
];

const expected: readonly Expected[] = [
  {
    entry: 'buildx-testkit',
    parts: [...partsOfFakes, 'index.ts', 'buildx', 'recorder'],
    has: 'fake-controller/fake-controller.ts',
    // Not grpc-js: those who use it load it, or the first `fake.channel` does.
    packages: [...codec, 'pure-rand'],
  },
  { entry: 'buildx-testkit/protocol', parts: ['protocol'], has: 'protocol/service.ts', packages: codec },
  {
    entry: 'buildx-testkit/scenarios',
    parts: ['scenarios', 'options', 'time', 'protocol', 'words', 'package'],
    has: 'scenarios/catalogue/index.ts',
    packages: [],
  },
  {
    entry: 'buildx-testkit/conformance',
    parts: [
      'conformance',
      'pages',
      'recorder',
      'scenarios',
      'journal',
      'client',
      'options',
      'time',
      'protocol',
      'words',
      'package',
    ],
    has: 'conformance/run-conformance.ts',
  },
  {
    entry: 'buildx-testkit/container',
    parts: ['conformance', 'journal', 'client', 'options', 'time', 'protocol', 'words', 'package'],
    has: 'conformance/targets/container/buildx-controller-container.ts',
  },
  {
    entry: 'buildx-testkit/testing',
    parts: ['testing', 'scenarios', 'journal', 'time', 'protocol', 'options', 'words', 'package'],
    has: 'testing/assertions.ts',
    packages: codec,
  },
  {
    entry: 'buildx-testkit/chai',
    parts: ['testing', 'scenarios', 'journal', 'time', 'protocol', 'options', 'words', 'package'],
    has: 'testing/chai/plugin.ts',
    packages: codec,
  },
  ...['mocha', 'vitest', 'jest', 'node-test'].map((runner) => ({
    entry: `buildx-testkit/${runner}`,
    parts: [...partsOfFakes, 'testing'],
    has: `testing/runners/${runner}.ts`,
    packages: [...codec, 'pure-rand'],
  })),
  {
    entry: 'buildx-testkit/fast-check',
    parts: ['fast-check', 'conformance', 'scenarios', 'options', 'time', 'protocol', 'words', 'package'],
    has: 'fast-check/any-build.ts',
    packages: ['fast-check', 'pure-rand'],
  },
];

/** Each file of its own takes a quarter of a millisecond or more. */
const mostFiles = 40;

describe('The published entry points', () => {
  it('are all here', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly exports: object };
    holdsListed(
      'expected in test/published/entry-points.test.ts',
      expected.map(({ entry }) => entry.replace('buildx-testkit', '.')),
      // Setup files can be loaded by their runners alone; they are hooks around what the runner's entry point loads.
      Object.keys(exports).filter((name) => name !== './package.json' && !name.endsWith('/setup')),
    );
  });

  for (const { entry, parts, has, packages } of expected) {
    describe(entry, () => {
      let loaded: Loaded;

      before(async () => {
        loaded = await loadedBy(entry);
      });

      it('loads a few files', () => {
        expect(loaded.files).to.have.length.within(1, mostFiles);
      });

      it('loads the parts of the package that it is about, and no others', () => {
        expect(loaded.sources).to.include(has);
        const others = loaded.sources.filter((source) => !parts.includes(source.replace(/\/.*/, '')));
        expect(others, 'import them later, or add their parts to expected in this test').to.deep.equal([]);
      });

      if (packages === undefined) return;
      it('loads the packages that it needs at once, and no others', () => {
        expect(loaded.packages, 'import others later, or add them to expected in this test').to.deep.equal(packages);
      });
    });
  }
});
