import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path/posix';
import { expect } from 'chai';

/** Which parts of src/ each part may import. The longest path that fits a file is its part. */
const mayImport: Readonly<Record<string, readonly string[] | 'anything'>> = {
  protocol: [],
  time: [],
  words: [],
  package: [],
  client: ['package', 'words', 'protocol', 'time'],
  transport: ['package', 'protocol', 'time', 'client'],
  scenarios: ['package', 'protocol', 'time'],
  'fake-controller': ['protocol', 'time', 'client', 'transport', 'scenarios'],
  // Whoever tests a controller of theirs must be sure that no knowledge of the fake leaks into the verdict.
  conformance: ['package', 'words', 'protocol', 'time', 'client', 'scenarios'],
  // The way in: it hands out the targets too, and is imported by no check.
  'conformance/index.ts': [
    'protocol',
    'time',
    'client',
    'scenarios',
    'conformance',
    'conformance/reenactment',
    'conformance/targets',
  ],
  // After the verdict: how the fake plays what another controller did.
  'conformance/reenactment': [
    'words',
    'protocol',
    'time',
    'client',
    'scenarios',
    'fake-controller',
    'recorder',
    'conformance',
  ],
  'conformance/targets': [
    'package',
    'words',
    'protocol',
    'time',
    'client',
    'transport',
    'scenarios',
    'fake-controller',
    'conformance',
  ],
  // Beside the fake: what it writes, any controller may have said.
  recorder: ['words', 'protocol', 'time', 'client', 'transport', 'scenarios'],
  testing: ['protocol', 'time', 'client', 'fake-controller', 'conformance', 'conformance/index.ts'],
  cli: 'anything',
  'index.ts': 'anything',
};

/** Packages and built-in modules that only some parts may import. */
const confined: Readonly<Record<string, readonly string[]>> = {
  testcontainers: ['conformance/targets/container'],
  protobufjs: ['protocol'],
  '@grpc/grpc-js': ['client', 'transport'],
  'node:http2': ['client', 'transport'],
  'node:net': ['client', 'transport', 'conformance/targets', 'cli'],
  commander: ['cli'],
};

interface Source {
  /** Relative to src/. */
  readonly path: string;
  readonly text: string;
}

function isWithin(path: string, part: string): boolean {
  return path === part || path.startsWith(`${part}/`);
}

function partOf(path: string): string | undefined {
  return Object.keys(mayImport)
    .filter((part) => isWithin(path, part))
    .toSorted((a, b) => b.length - a.length)[0];
}

function specifiersOf(text: string): readonly string[] {
  const withoutComments = text.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(/\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g)].map((match) => match[2]!);
}

function complaintsAbout({ path, text }: Source): readonly string[] {
  const part = partOf(path);
  if (part === undefined)
    return [`src/${path} is in no known part: give its folder a row in mayImport of test/architecture.test.ts`];
  const allowed = mayImport[part]!;
  return specifiersOf(text).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      const home = Object.entries(confined).find(([name]) => isWithin(specifier, name))?.[1];
      if (home === undefined || home.some((part) => isWithin(path, part))) return [];
      return [`src/${path} imports ${specifier}, which only ${home.map((part) => `src/${part}`).join(', ')} may`];
    }
    const target = partOf(normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts'));
    if (target === part || allowed === 'anything' || (target !== undefined && allowed.includes(target))) return [];
    const list = allowed.length === 0 ? 'no other part' : `only ${allowed.join(', ')}`;
    return [`src/${path} imports ${specifier}: ${part} may import ${list}`];
  });
}

function sources(): readonly Source[] {
  const root = resolve('src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('protocol/generated/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

describe('the parts of src/', () => {
  it('import only what they may', () => {
    const all = sources();
    expect(all).to.not.be.empty;
    expect(all.flatMap(complaintsAbout).join('\n'), 'by mayImport and confined in test/architecture.test.ts').to.equal(
      '',
    );
  });

  const wrong: readonly (readonly [path: string, text: string, complaint: string])[] = [
    [
      'conformance/requirements/build.ts',
      "import { FakeController } from '../../fake-controller/fake-controller.js';",
      'src/conformance/requirements/build.ts imports ../../fake-controller/fake-controller.js: conformance may import only package, words, protocol, time, client, scenarios',
    ],
    [
      'protocol/codec.ts',
      "export * from '../time/clock.js';",
      'src/protocol/codec.ts imports ../time/clock.js: protocol may import no other part',
    ],
    [
      'conformance/runner.ts',
      "await import('testcontainers');",
      'src/conformance/runner.ts imports testcontainers, which only src/conformance/targets/container may',
    ],
    [
      'misc/x.ts',
      '',
      'src/misc/x.ts is in no known part: give its folder a row in mayImport of test/architecture.test.ts',
    ],
  ];
  for (const [path, text, complaint] of wrong) {
    it(`are complained about: ${complaint}`, () => {
      expect(complaintsAbout({ path, text })).to.deep.equal([complaint]);
    });
  }

  it('may import what the table allows, and examples in comments are no imports', () => {
    const text = "/**\n * import { exit } from '../cli/main.js';\n */\nimport { a } from './a.js';\n";
    expect(complaintsAbout({ path: 'time/clock.ts', text })).to.deep.equal([]);
    const target = "import { FakeController } from '../../fake-controller/fake-controller.js';";
    expect(complaintsAbout({ path: 'conformance/targets/fake.ts', text: target })).to.deep.equal([]);
  });
});
