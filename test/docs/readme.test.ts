import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { catalogue } from '../../src/scenarios/index.js';

const readme = readFileSync('README.md', 'utf8');

/** The code blocks of one language. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1]!);
}

describe('README', () => {
  it('has an example that runs as it stands', async () => {
    const [example] = blocks('js');
    expect(example).to.be.a('string');
    const file = '.build/readme-example.mjs';
    writeFileSync(file, example!);
    await import(pathToFileURL(file).href);
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const [, name] of blocks('sh')
      .join('')
      .matchAll(/\bnpm (start|test)\b/g))
      expect(scripts).to.have.property(name!);
  });

  it('counts the catalogue rightly', () => {
    const counted = /(\d+) streaming edge cases/.exec(readme)?.[1];
    expect(counted, 'the streaming edge cases that README.md counts in its table: write the new number there').to.equal(
      `${catalogue.length}`,
    );
  });

  it('links to pages that exist', () => {
    const pages = [...readme.matchAll(/\]\((docs\/[^)#]*)/g)].map((match) => match[1]!);
    expect(pages).to.have.length.greaterThan(3);
    for (const page of pages)
      expect(existsSync(page), `README.md links to ${page}, which does not exist`).to.equal(true);
  });
});
