import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { catalogue } from '../../src/scenarios/index.js';
import { needsBuildx } from '../buildx/needs-buildx.js';

const readme = readFileSync('README.md', 'utf8');

/** The code blocks of one language. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1]!);
}

describe('README', () => {
  const runsBuildx = (example: string): boolean => example.includes('withBuildx');

  it('has examples of both fakes', () => {
    expect(blocks('js').map(runsBuildx)).to.deep.equal([true, false]);
  });

  for (const [i, example] of blocks('js').entries()) {
    it(`has an example that runs as it stands: ${i + 1}`, async function () {
      const file = `.build/readme-example-${i + 1}.mjs`;
      writeFileSync(file, example);
      const { BUILDX_TESTKIT_BUILDX: before } = process.env;
      if (runsBuildx(example)) process.env['BUILDX_TESTKIT_BUILDX'] = needsBuildx(this);
      try {
        await import(pathToFileURL(file).href);
      } finally {
        if (before === undefined) delete process.env['BUILDX_TESTKIT_BUILDX'];
        else process.env['BUILDX_TESTKIT_BUILDX'] = before;
      }
    });
  }

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
});
