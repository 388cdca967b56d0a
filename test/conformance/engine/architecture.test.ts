import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

describe("the suite's entry point", () => {
  it('loads neither the fake, nor testcontainers, nor mocha', () => {
    const index = fileURLToPath(new URL('../../../src/conformance/index.js', import.meta.url));
    const script = `
      import { register } from 'node:module';
      register('data:text/javascript,' + encodeURIComponent(
        'export async function resolve(name, context, next) {' +
        ' const resolved = await next(name, context); console.log(resolved.url); return resolved; }'));
      await import(${JSON.stringify(pathToFileURL(index).href)});
    `;
    const urls = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }).split(
      '\n',
    );
    expect(urls.filter((url) => url.includes('/conformance/'))).to.have.length.greaterThan(20);
    expect(urls.filter((url) => /fake-controller|testcontainers|node_modules\/mocha/.test(url))).to.deep.equal([]);
  });
});
