import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { matchers } from '../../src/testing/matchers/matchers.js';
import { ran } from '../runners/ran.js';

const page = readFileSync('docs/testing.md', 'utf8');

/** The blocks of JavaScript, each with the runner that it is for, where it is a test of one. */
const blocks = [...page.matchAll(/^(?:<!-- (\S+) -->\n)?```js\n(.*?)^```$/gms)].map(([, runner, text = '']) => ({
  runner,
  text,
}));

describe("The page about people's own tests", () => {
  it('has examples of everything, two of them for runners', () => {
    expect(blocks.map(({ runner }) => runner)).to.deep.equal([
      ...Array.from({ length: 4 }, () => undefined),
      'mocha',
      'node:test',
      undefined,
    ]);
  });

  for (const [i, { runner, text }] of blocks.entries()) {
    it(`has an example that runs as it stands: ${i + 1}`, async function () {
      const file = `.build/testing-example-${i + 1}.mjs`;
      writeFileSync(file, text);
      if (runner === undefined) return void (await import(pathToFileURL(file).href));
      // Node, and a runner in it.
      this.timeout('60s');
      const { code, output } = await (runner === 'mocha'
        ? ran('.', 'mocha', '--no-config', '--require', hooks(), file)
        : ran('.', 'node', file));
      expect(output).to.match(/1 passing|pass 1/);
      expect(code).to.equal(0);
    });
  }

  it('names every matcher', () => {
    for (const name of Object.keys(matchers)) expect(page).to.include(`\`${name}\``);
  });

  it('shows a failure as it is', () => {
    expect(page).to.include('target | "test"   | "release" | <== first difference');
  });
});

/** A file of this project's own, since mocha finds no package by the name of the one that it is in. */
function hooks(): string {
  const file = '.build/testing-hooks.mjs';
  writeFileSync(file, "export { mochaHooks } from 'buildx-testkit/mocha';\n");
  return `./${file}`;
}
