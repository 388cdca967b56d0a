import { expect } from 'chai';
import { pathsLoadedBy } from '../../loaded-paths.js';

describe("the suite's entry point", () => {
  it('loads neither the fake, nor testcontainers, nor mocha', async () => {
    const paths = await pathsLoadedBy(new URL('../../../src/conformance/index.js', import.meta.url).href);
    expect(paths.filter((path) => path.includes('/conformance/'))).to.have.length.greaterThan(20);
    expect(paths.filter((path) => /fake-controller|testcontainers|node_modules\/mocha/.test(path))).to.deep.equal([]);
  });
});
