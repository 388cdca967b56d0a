import { expect } from 'chai';
import { DockerfileError } from '../../../src/dockerfile/dockerfile-error.js';
import { familiarName, fullName, parseReference } from '../../../src/dockerfile/references/image-reference.js';
import { remoteKind } from '../../../src/dockerfile/references/remote-source.js';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe("An image's name", () => {
  const names: readonly (readonly [text: string, full: string, familiar: string])[] = [
    ['alpine', 'docker.io/library/alpine:latest', 'alpine'],
    ['alpine:3', 'docker.io/library/alpine:3', 'alpine:3'],
    [`alpine@${digest}`, `docker.io/library/alpine@${digest}`, `alpine@${digest}`],
    [`alpine:latest@${digest}`, `docker.io/library/alpine:latest@${digest}`, `alpine:latest@${digest}`],
    ['o/r', 'docker.io/o/r:latest', 'o/r'],
    ['library/r', 'docker.io/library/r:latest', 'r'],
    ['library/a/b', 'docker.io/library/a/b:latest', 'library/a/b'],
    ['index.docker.io/r', 'docker.io/library/r:latest', 'r'],
    ['docker.io/o/r:latest', 'docker.io/o/r:latest', 'o/r'],
    ['localhost/r', 'localhost/r:latest', 'localhost/r'],
    ['localhost:5000/r', 'localhost:5000/r:latest', 'localhost:5000/r'],
    ['GHCR/r', 'GHCR/r:latest', 'GHCR/r'],
    ['[::1]:5000/r:1', '[::1]:5000/r:1', '[::1]:5000/r:1'],
    ['e.org/a_b/c--d.e', 'e.org/a_b/c--d.e:latest', 'e.org/a_b/c--d.e'],
  ];
  for (const [text, full, familiar] of names) {
    it(text, () => {
      const reference = parseReference(text);
      expect(fullName(reference)).to.equal(full);
      expect(familiarName(reference)).to.equal(familiar);
    });
  }

  const refused: readonly (readonly [text: string, reason: string])[] = [
    ['', 'invalid reference format'],
    ['a b', 'invalid reference format'],
    ['a:', 'invalid reference format'],
    ['-a', 'invalid reference format'],
    ['a/B', 'invalid reference format: repository name (a/B) must be lowercase'],
    [`a@${digest.toUpperCase().replace('SHA', 'sha')}`, 'invalid checksum digest format'],
    [`a@${digest}0`, 'invalid checksum digest length'],
    [digest.slice(7), `invalid repository name (${digest.slice(7)}), cannot specify 64-byte hexadecimal strings`],
  ];
  for (const [text, reason] of refused) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(() => parseReference(text)).to.throw(DockerfileError, reason);
    });
  }
});

describe('What is fetched from elsewhere', () => {
  const sources: readonly (readonly [source: string, kind: string | undefined])[] = [
    ['https://e.org/r.git', 'git'],
    ['https://e.org/r.git#main:sub', 'git'],
    ['https://e.org/r.git?ref=x', 'git'],
    ['git://e.org/r', 'git'],
    ['ssh://git@e.org/r', 'git'],
    ['git@e.org:o/r', 'git'],
    ['http://e.org/x.tar?a=b.git', 'http'],
    ['https://e.org/x', 'http'],
    ['a.git', undefined],
    ['dir/x@y', undefined],
    ['./a:b', undefined],
  ];
  for (const [source, kind] of sources) {
    it(`${source}: ${kind ?? 'nothing'}`, () => {
      expect(remoteKind(source)).to.equal(kind);
    });
  }
});
