import { expect } from 'chai';
import { normalizedName } from '../../../src/playback/results/normalized-name.js';

describe('The name of an image in the reply', () => {
  const names: readonly (readonly [string, string])[] = [
    ['d', 'docker.io/library/d'],
    ['d:1', 'docker.io/library/d:1'],
    ['a/b:c', 'docker.io/a/b:c'],
    ['docker.io/q', 'docker.io/library/q'],
    ['docker.io/a/b', 'docker.io/a/b'],
    ['index.docker.io/z', 'docker.io/library/z'],
    ['localhost:5000/x', 'localhost:5000/x'],
    ['localhost/x', 'localhost/x'],
    ['registry.example.org/a/b:1', 'registry.example.org/a/b:1'],
  ];

  for (const [tag, name] of names) {
    it(`is ${name} for the tag ${tag}`, () => {
      expect(normalizedName(tag)).to.equal(name);
    });
  }
});
