import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { resolveContainerOptions } from '../../src/conformance/targets/container/container-options.js';
import { deepEqual } from '../../src/conformance/engine/values/deep-equal.js';
import { defaultFixtures } from '../../src/conformance/fixtures/default-fixtures.js';
import { requirements } from '../../src/conformance/requirements/index.js';
import { quirkCatalogue, type Quirk } from '../../src/fake-controller/quirks/catalogue.js';
import { behaviours } from '../../src/protocol/behaviour.js';
import { infoOf } from '../../src/protocol/info.js';
import {
  defaultRevision,
  isAtLeast,
  revisions,
  type Revision,
  isWithin,
  type RevisionSpan,
} from '../../src/protocol/revision.js';
import type { BuildOptions, Init } from '../../src/protocol/messages.js';
import { methodOf } from '../../src/protocol/service.js';
import { changes } from './changes.js';

/** 12 of `v0.12.0-rc1`; 0 of the base, which is no release. */
function minorOf(release: string): number {
  return Number(/0\.(\d+)/.exec(release)?.[1] ?? 0);
}

/** The last release that speaks a revision, before the first of the next; of the newest, whatever comes after it. */
function lastMinorOf(revision: Revision): number {
  const next = revisions[revisions.indexOf(revision) + 1];
  return next === undefined ? Number.POSITIVE_INFINITY : minorOf(next) - 1;
}

/** The rows of docs/real-controller.md §9.2, by what they begin with. */
function rowsOfBehaviour(): readonly string[] {
  const text = readFileSync('docs/real-controller.md', 'utf8');
  const section = text.slice(text.indexOf('\n### 9.2 '), text.indexOf('\n### 9.3 '));
  return [...section.matchAll(/^\| \*\*(.+?)\*\* \|/gm)].map(([, name = '']) => name);
}

function sources(folder: string): readonly (readonly [path: string, code: string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith(join('protocol', 'generated')))
    .map((path) => [path, withoutComments(readFileSync(join(folder, path), 'utf8'))]);
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}

/** Where code names a revision that is neither when a fact begins or ends, nor which controller a mutant is. */
function namings(code: string): readonly string[] {
  const plain = code
    .replaceAll(/\b(since|until|revision): '[^']*'/g, '')
    .replaceAll(/\bisAtLeast\([\w.]+, '[^']*'\)/g, '');
  return [...plain.matchAll(/'([^'\n]*)'/g)].map(([, text = '']) => text).filter((text) => isRevision(text));
}

function isRevision(text: string): boolean {
  return revisions.some((name) => name === text);
}

function knownFailingOf(revision: Revision): string {
  const release = revision === defaultRevision ? revision : infoOf(revision).version.slice(1);
  return `test/real/known-failing-${release}.yaml`;
}

describe('a revision that is spoken', () => {
  it('has a folder of its own in proto/, and nothing else has', () => {
    const folders = readdirSync('proto').filter((name) => existsSync(join('proto', name, 'controller.proto')));
    expect(folders).to.have.members([...revisions]);
  });

  it('has an account of every row of §9.2 that came with it', () => {
    const rows = rowsOfBehaviour();
    expect(rows).to.include.members(['base', 'v0.11.0-rc1', 'v0.24']);
    let before = -1;
    for (const revision of revisions) {
      const last = lastMinorOf(revision);
      const brought = rows.filter((row) => minorOf(row) > before && minorOf(row) <= last);
      expect(Object.keys(changes[revision]), revision).to.have.members(brought);
      before = last;
    }
  });

  it('accounts in ways that exist, and for every fact that does not hold in all of them', () => {
    const accounts = Object.values(changes).flatMap((rows) => Object.entries(rows));
    const ids = requirements.map(({ id }) => id);
    for (const [row, { behaviours: told = [], quirks = [], requirements: held = [], otherwise }] of accounts) {
      expect(ids, row).to.include.members([...held]);
      expect(told.length + quirks.length + held.length > 0 || otherwise !== undefined, row).to.equal(true);
    }
    const parted = (facts: Readonly<Record<string, RevisionSpan>>): readonly string[] =>
      Object.keys(facts).filter((name) => revisions.some((revision) => !isWithin(facts[name] ?? {}, revision)));
    expect(accounts.flatMap(([, { behaviours: told = [] }]) => told)).to.have.members([...parted(behaviours)]);
    expect(accounts.flatMap(([, { quirks = [] }]) => quirks)).to.have.members([
      ...parted(quirkCatalogue as Readonly<Record<string, Quirk>>),
    ]);
  });

  it('asks Info as all others do, for that is asked before it is known', () => {
    const info = { buildxVersion: infoOf(defaultRevision) };
    for (const revision of revisions) {
      const { path, request, response } = methodOf(revision, 'Info');
      expect(path).to.equal(methodOf(defaultRevision, 'Info').path);
      expect(request.encode({})).to.deep.equal(methodOf(defaultRevision, 'Info').request.encode({}));
      expect(methodOf(defaultRevision, 'Info').response.decode(response.encode(info))).to.deep.equal(info);
    }
  });

  it('carries what the builds of the default fixtures ask for', () => {
    for (const revision of revisions) {
      const { encode, decode } = methodOf(revision, 'Build').request;
      const heard = (options: Init<BuildOptions>): object => decode(encode({ options })).options ?? {};
      const nothing = new Map<string, unknown>(Object.entries(heard({})));
      const builds: Readonly<Record<string, Init<BuildOptions> | string | undefined>> = { ...defaultFixtures.builds };
      for (const [name, options] of Object.entries(builds)) {
        // The text that one of them reads.
        if (typeof options !== 'object') continue;
        const got = new Map<string, unknown>(Object.entries(heard(options)));
        const lost = Object.keys(options).filter((option) => deepEqual(got.get(option), nothing.get(option)));
        expect(lost, `${name} in ${revision}`).to.deep.equal([]);
      }
    }
  });

  it('has a file of what its real server is known to violate, if it was run, which the guide links to', () => {
    const guide = readFileSync('docs/conformance.md', 'utf8');
    for (const file of revisions.map(knownFailingOf).filter((file) => existsSync(file))) {
      expect(guide).to.contain(`](../${file})`);
    }
  });

  it('is named where a reader looks for it', () => {
    for (const page of ['README.md', 'CHANGELOG.md', 'docs/fake-controller.md']) {
      const text = readFileSync(page, 'utf8');
      for (const revision of revisions) expect(text, page).to.match(new RegExp(`\`'?${revision}'?\``));
    }
    const { buildx } = resolveContainerOptions({}, {});
    expect(readFileSync('docs/container.md', 'utf8')).to.contain(`\`buildx\` (default \`${buildx}\``);
  });
});

describe('code', () => {
  /** The list itself, and what there is one of for each. */
  const tables = ['revision.ts', 'revisions.ts'].map((name) => join('protocol', name));

  it('asks for a fact, and not whether a revision is called so', () => {
    const all = sources('src').filter(([path]) => !tables.includes(path) && !path.startsWith('mutants'));
    expect(all).to.have.length.greaterThan(100);
    expect(all.flatMap(([path, code]) => namings(code).map((name) => `${path}: ${name}`))).to.deep.equal([]);
  });

  it('may say since when something is so, or compare with when it began', () => {
    expect(namings("const a = { since: '0.11', until: '0.17' };\nif (isAtLeast(context.revision, '0.12')) {")).to.be
      .empty;
    expect(namings("if (revision === '2023-04') { methodOf('0.12', name) }")).to.deep.equal(['2023-04', '0.12']);
  });
});

describe('a span of revisions', () => {
  it('is from its first to its last, both included', () => {
    const within = (span: RevisionSpan): readonly string[] => revisions.filter((revision) => isWithin(span, revision));
    expect(within({})).to.deep.equal(revisions);
    expect(within({ since: '0.16' })).to.deep.equal(['0.16', '0.17', '0.18']);
    expect(within({ until: '0.11' })).to.deep.equal(['2023-04', '0.11']);
    expect(within({ since: '0.11', until: '0.14' })).to.deep.equal(['0.11', '0.12', '0.14']);
  });

  it('begins with a revision, and compares by age', () => {
    expect(isAtLeast('0.12', '0.11')).to.equal(true);
    expect(isAtLeast('2023-04', '0.11')).to.equal(false);
  });
});
