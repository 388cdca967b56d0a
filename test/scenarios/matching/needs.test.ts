import { expect } from 'chai';
import { build } from '../../../src/index.js';
import { needsOf } from '../../../src/scenarios/matching/needs.js';

describe('What scripts have to know of a client', () => {
  it('is nothing where they ask for its request alone', () => {
    const matches = [undefined, build().when({ target: 'test', frontend: 'dockerfile.v0' }).script.when];
    expect(needsOf(matches)).to.deep.equal({
      dockerfile: false,
      contextFiles: false,
      secrets: undefined,
      ssh: undefined,
    });
  });

  it('is what any of them asks for, each secret once', () => {
    const matches = [
      build().when({ dockerfile: /npm/, secrets: [{ id: 'npmrc' }, { id: { glob: '*' } }] }),
      build().when({ contextFiles: ['package.json'], secrets: { exactly: [{ id: 'npmrc' }, { id: 'token' }] } }),
      build().when({ ssh: [{ id: 'default' }] }),
    ].map(({ script }) => script.when);
    expect(needsOf(matches)).to.deep.equal({
      dockerfile: true,
      contextFiles: true,
      secrets: ['npmrc', 'token'],
      ssh: ['default'],
    });
  });

  it('is no secret where they ask for some by a pattern alone: clients are asked for IDs', () => {
    const { secrets, ssh } = needsOf([build().when({ secrets: [{ id: { glob: '*' } }] }).script.when]);
    expect({ secrets, ssh }).to.deep.equal({ secrets: [], ssh: undefined });
  });
});
