import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { marked } from 'marked';

/** Pages that people read, by their paths. Places within pages are looked at where the site is built. */
const pages = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
  ...['docs', 'examples'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  ),
].filter((file) => file.endsWith('.md'));

function linkedFiles(page: string): readonly string[] {
  const links: string[] = [];
  void marked.walkTokens(marked.lexer(readFileSync(page, 'utf8')), (token) => {
    if (token.type === 'link' && !/^([a-z]+:|#)/.test(token.href as string)) links.push(token.href as string);
  });
  return links.map((link) => path.join(path.dirname(page), link.replace(/#.*/, '')).replace(/\/$/, ''));
}

/** The files of the package, as npm packs it. */
function shippedFiles(): readonly string[] {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(packed.toString()) as [{ readonly files: readonly { readonly path: string }[] }];
  return files.map((file) => file.path);
}

describe('Links between pages', function () {
  // It asks npm what it would pack.
  this.timeout('60s');
  let shipped: readonly string[];

  before(() => {
    shipped = shippedFiles();
  });

  it('lead to what is there', () => {
    expect(pages).to.have.length.greaterThan(40);
    const dead = pages.flatMap((page) =>
      linkedFiles(page)
        .filter((file) => !existsSync(file))
        .map((file) => `${page} links to ${file}`),
    );
    expect(dead).to.deep.equal([]);
  });

  it('lead out of the package nowhere: who has only that can follow each', () => {
    expect(shipped).to.include.members([
      'README.md',
      'docs/testing.md',
      'docs/tutorials/test-a-program-that-builds.md',
    ]);
    const unshipped = pages
      .filter((page) => shipped.includes(page))
      .flatMap((page) =>
        linkedFiles(page)
          .filter((linked) => !shipped.some((file) => file === linked || file.startsWith(`${linked}/`)))
          .map((linked) => `${page} links to ${linked}`),
      );
    expect(unshipped, 'name such a file in code, or ship it: "files" in package.json').to.deep.equal([]);
  });
});
