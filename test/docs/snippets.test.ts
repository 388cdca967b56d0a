import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { needsBuildx } from '../buildx/needs-buildx.js';

interface Snippet {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** Why it is not run, as `<!-- not run: … -->` in front of it says. */
  readonly notRun: string | undefined;
}

/** Files of tutorials are another test's, which runs them as their reader does. */
const pattern = /(?:<!-- not run: ([^>]+) -->\n\n?)?(?<!<!-- file: \S+ -->\n\n?)^```(js|ts)\n(.*?)^```$/gms;

function snippetsOf(page: string): readonly Snippet[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(pattern)].map(({ index, 1: notRun, 2: language = '', 3: code = '' }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    language,
    code,
    notRun,
  }));
}

const snippets = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => snippetsOf(`docs/${name}`));

describe('The snippets of the guides', function () {
  this.timeout('30s');

  for (const { page, line, code } of snippets.filter(({ notRun }) => notRun === undefined)) {
    it(`run as they stand: ${page}:${line}`, async function () {
      const { BUILDX_TESTKIT_BUILDX: before } = process.env;
      if (code.includes('withBuildx')) process.env['BUILDX_TESTKIT_BUILDX'] = needsBuildx(this);
      const home = process.cwd();
      mkdirSync('.build/snippets', { recursive: true });
      try {
        const file = `.build/snippets/${page.replace(/\W+/g, '-')}-${line}.mjs`;
        writeFileSync(file, code);
        const { href } = pathToFileURL(file);
        // What they write is left there.
        process.chdir('.build/snippets');
        await import(href);
      } finally {
        process.chdir(home);
        if (before === undefined) delete process.env['BUILDX_TESTKIT_BUILDX'];
        else process.env['BUILDX_TESTKIT_BUILDX'] = before;
      }
    });
  }

  it('say why they are not run, where they are not', () => {
    const mute = snippets.filter(({ notRun }) => notRun !== undefined && !/\w+ \w+/.test(notRun));
    expect(mute.map(({ page, line }) => `${page}:${line}`)).to.deep.equal([]);
  });

  it('are JavaScript that the oldest Node reads: `await using` is none there', () => {
    const newer = snippets.filter(({ code }) => /^\s*await using\b/m.test(code));
    expect(newer.map(({ page, line }) => `${page}:${line}`)).to.deep.equal([]);
  });
});
