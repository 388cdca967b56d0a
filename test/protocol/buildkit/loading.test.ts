import { expect } from 'chai';
import { pathsLoadedBy } from '../../loaded-paths.js';

const source = (path: string): string => new URL(`../../../src/${path}`, import.meta.url).href;
const generated = /\/protocol\/generated\/buildkit\//;

describe("BuildKit's codecs", () => {
  it('are loaded with its services', async () => {
    const paths = await pathsLoadedBy(source('protocol/buildkit/service.js'));
    expect(paths.filter((path) => generated.test(path))).to.have.length.greaterThan(15);
  });

  it('are not loaded by whoever imports the package, for they are as much as all else that it knows of protocols', async () => {
    const paths = await pathsLoadedBy(source('index.js'));
    expect(paths).to.have.length.greaterThan(50);
    expect(paths.filter((path) => generated.test(path))).to.deep.equal([]);
  });
});
