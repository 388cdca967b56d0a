import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { compareBuild, matchBuild } from '../../../src/scenarios/matching/match-build.js';
import type { BuildMatch } from '../../../src/scenarios/model/build-script.js';
import { anyText, buildScript } from '../arbitraries.js';
import { buildOptions } from '../build-options.js';

const build = {
  session: 's1',
  options: buildOptions({
    target: 'test',
    buildArgs: { VERSION: '1.3', glob: 'x', 'a.b': 'y' },
    tags: ['app:1', 'app:latest'],
    exports: [
      { type: 'local', attrs: {}, destination: '/out' },
      { type: 'image', attrs: { push: 'true', name: 'app' }, destination: '' },
    ],
    shmSize: 64n,
    noCache: true,
  }),
};

const options = fc.record({
  target: anyText,
  buildArgs: fc.dictionary(anyText, anyText, { maxKeys: 3 }),
  tags: fc.array(anyText, { maxLength: 4 }),
  noCache: fc.boolean(),
  shmSize: fc.bigInt(-(2n ** 53n) + 1n, 2n ** 53n - 1n),
  exports: fc.array(
    fc.record({ type: anyText, attrs: fc.dictionary(anyText, anyText, { maxKeys: 2 }), destination: anyText }),
    { maxLength: 2 },
  ),
});

describe('matchBuild', () => {
  it('asks nothing of an option that is not told, also when all options must be the same', () => {
    const asked = { session: '', options: buildOptions({ contextPath: '.', target: 'a' }) };
    const untold = new Set(['contextPath']);
    expect(matchBuild({ exactly: true, target: 'a' }, { ...asked, untold })).to.deep.equal([]);
    expect(matchBuild({ exactly: true, target: 'a', contextPath: '/x' }, { ...asked, untold })).to.deep.equal([]);
    expect(matchBuild({ exactly: true, target: 'a' }, asked).map(({ path }) => path)).to.deep.equal(['contextPath']);
    expect(matchBuild({ exactly: true }, { ...asked, untold }).map(({ path }) => path)).to.deep.equal(['target']);
  });

  it('asks for what only BuildKit sees of a client', () => {
    const match = { dockerfile: { pattern: 'npm test' }, frontend: 'dockerfile.v0', contextFiles: ['package.json'] };
    const seen = {
      dockerfile: 'FROM node\nRUN npm test\n',
      frontend: 'dockerfile.v0',
      contextFiles: ['a', 'package.json'],
    };
    expect(matchBuild(match, { ...build, seen })).to.deep.equal([]);
    for (const [key, other] of Object.entries({ dockerfile: 'FROM node\n', frontend: '', contextFiles: ['a'] })) {
      const paths = matchBuild(match, { ...build, seen: { ...seen, [key]: other } }).map(({ path }) => path);
      expect(paths.map((path) => path.replace(/\[.*/, ''))).to.deep.equal([key]);
    }
    // What was not looked at, or is not there, is as nothing that can be asked for.
    expect(matchBuild(match, build).map(({ path }) => path)).to.deep.equal(['frontend', 'dockerfile', 'contextFiles']);
  });

  it('takes every build when nothing is asked', () => {
    expect(matchBuild(undefined, build)).to.deep.equal([]);
    expect(matchBuild({}, build)).to.deep.equal([]);
  });

  it('takes the build that is asked for field by field', () => {
    fc.assert(
      fc.property(options, (asked) => {
        const request = { session: 's', options: buildOptions(asked) };
        expect(matchBuild(asked, request)).to.deep.equal([]);
        const { tags, exports } = asked;
        expect(matchBuild({ ...asked, tags: { exactly: tags }, exports: { exactly: exports } }, request)).to.deep.equal(
          [],
        );
      }),
    );
  });

  it('asks for no more when fields are left out: what a match takes, a part of it takes', () => {
    fc.assert(
      fc.property(buildScript, options, ({ when = {} }, given) => {
        const request = { session: 's', options: buildOptions(given) };
        for (const key of Object.keys(when) as (keyof BuildMatch)[]) {
          const { [key]: _, ...part } = when;
          expect(matchBuild(part, request).length).to.be.at.most(matchBuild(when, request).length);
        }
      }),
    );
  });

  it('does not care in which order a list holds what is asked, and does with exactly', () => {
    const asked = ['app:latest', { glob: 'app:?' }];
    expect(matchBuild({ tags: asked }, build)).to.deep.equal([]);
    expect(matchBuild({ tags: { exactly: asked } }, build)).to.have.lengthOf(2);
    expect(matchBuild({ tags: { exactly: asked.toReversed() } }, build)).to.deep.equal([]);
    expect(matchBuild({ tags: { exactly: ['app:1'] } }, build)).to.deep.equal([
      { path: 'tags[1]', expected: '(none)', seen: '"app:latest"', matches: false },
    ]);
    expect(matchBuild({ tags: { exactly: [] } }, build)).to.deep.equal([
      { path: 'tags', expected: 'exactly []', seen: '["app:1", "app:latest"]', matches: false },
    ]);
  });

  const cases: readonly (readonly [what: string, match: BuildMatch, path: string, expected: string, seen: string])[] = [
    ['an option', { target: 'prod' }, 'target', '"prod"', '"test"'],
    ['a flag', { noCache: false }, 'noCache', 'false', 'true'],
    ['a number', { shmSize: 65 }, 'shmSize', '65', '64'],
    ['a key of a map', { buildArgs: { VERSION: { glob: '2.*' } } }, 'buildArgs.VERSION', 'glob "2.*"', '"1.3"'],
    [
      'a key of a map that is not there',
      { buildArgs: { NOPE: { glob: '*' } } },
      'buildArgs.NOPE',
      'glob "*"',
      '(none)',
    ],
    [
      'a key that objects inherit',
      { buildArgs: { toString: { glob: '*' } } },
      'buildArgs.toString',
      'glob "*"',
      '(none)',
    ],
    ['a key of a map with dots', { buildArgs: { 'a.b': 'z' } }, 'buildArgs["a.b"]', '"z"', '"y"'],
    ['a key of a map that is named as a kind of match', { buildArgs: { glob: 'y' } }, 'buildArgs.glob', '"y"', '"x"'],
    ['an element of a list', { tags: ['app:2'] }, 'tags', 'holds "app:2"', '["app:1", "app:latest"]'],
    [
      'the nearest object of a list',
      { exports: [{ type: 'image', attrs: { push: 'false' } }] },
      'exports[1].attrs.push',
      '"false"',
      '"true"',
    ],
    ['an object that is not there', { callFunc: { name: 'x' } }, 'callFunc', '{name: "x"}', '(none)'],
    ['the session', { session: { pattern: '^t' } }, 'session', '/^t/', '"s1"'],
    ['stdin that was not read', { stdin: 'FROM scratch' }, 'stdin', '"FROM scratch"', '(none)'],
  ];
  for (const [what, match, path, expected, seen] of cases) {
    it(`says what differs: ${what}`, () => {
      expect(matchBuild(match, build)).to.deep.equal([{ path, expected, seen, matches: false }]);
    });
  }

  it('matches 64-bit numbers exactly, written either way', () => {
    const large = { session: 's', options: buildOptions({ shmSize: 2n ** 53n + 1n }) };
    expect(matchBuild({ shmSize: 2n ** 53n + 1n }, large)).to.deep.equal([]);
    expect(matchBuild({ shmSize: 2n ** 53n }, large)).to.have.lengthOf(1);
    expect(matchBuild({ shmSize: 2 ** 53 }, large)).to.have.lengthOf(1);
    expect(matchBuild({ shmSize: 64 }, build)).to.deep.equal([]);
  });

  it('matches stdin when it was read', () => {
    const stdin = Buffer.from('FROM scratch\n');
    expect(matchBuild({ stdin: { pattern: '^FROM' } }, { ...build, stdin })).to.deep.equal([]);
    expect(matchBuild({ stdin: 'FROM scratch\n' }, { ...build, stdin })).to.deep.equal([]);
  });

  it('tells bytes apart that are shown the same', () => {
    const [a, b] = [Uint8Array.of(0x1f, 0xff), Uint8Array.of(0x1f, 0xfe)];
    const match = { stdin: { sha256: createHash('sha256').update(a).digest('hex') } };
    expect(matchBuild(match, { ...build, stdin: a })).to.deep.equal([]);
    const [other, ...more] = matchBuild(match, { ...build, stdin: b });
    expect(more).to.deep.equal([]);
    expect(other?.expected).to.match(/^\{sha256: "[0-9a-f]{64}"\}$/);
    expect(other?.seen).to.match(/^\{sha256: "[0-9a-f]{64}"\}$/);
    expect(matchBuild(match, build)).to.have.length(1);
    expect(matchBuild({ stdin: '\x1f\ufffd' }, { ...build, stdin: a })).to.have.length(1);
    expect(matchBuild({ stdin: { pattern: '^\x1f' } }, { ...build, stdin: a })).to.deep.equal([]);
  });
});

describe('compareBuild', () => {
  it('also shows what fits', () => {
    const rows = compareBuild({ target: 'test', tags: ['app:1'], noCache: false }, build);
    expect(rows.map(({ path, matches }) => [path, matches])).to.deep.equal([
      ['target', true],
      ['tags', true],
      ['noCache', false],
    ]);
  });
});
