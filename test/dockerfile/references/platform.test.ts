import { expect } from 'chai';
import { DockerfileError } from '../../../src/dockerfile/dockerfile-error.js';
import { formatPlatform, normalPlatform, parsePlatform } from '../../../src/dockerfile/references/platform.js';

const builder = { os: 'linux', architecture: 'riscv64', variant: '' };

describe('A platform', () => {
  const platforms: readonly (readonly [text: string, parsed: string, normal: string])[] = [
    ['linux/amd64', 'linux/amd64', 'linux/amd64'],
    ['linux/x86_64', 'linux/amd64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/i386', 'linux/386', 'linux/386'],
    ['linux/aarch64', 'linux/arm64', 'linux/arm64'],
    ['linux/arm64/v8', 'linux/arm64/v8', 'linux/arm64'],
    ['linux/arm64/9', 'linux/arm64/v9', 'linux/arm64/v9'],
    ['linux/arm', 'linux/arm', 'linux/arm/v7'],
    ['linux/arm/v7', 'linux/arm/v7', 'linux/arm/v7'],
    ['linux/arm/6', 'linux/arm/v6', 'linux/arm/v6'],
    ['linux/armhf', 'linux/arm', 'linux/arm/v7'],
    ['linux/armel', 'linux/arm/v6', 'linux/arm/v6'],
    ['macos/arm64', 'darwin/arm64', 'darwin/arm64'],
    ['Windows(10.0.17763)/AMD64', 'windows/amd64', 'windows/amd64'],
    ['windows', 'windows/riscv64', 'windows/riscv64'],
    ['arm64', 'linux/arm64', 'linux/arm64'],
    ['plan10/z80/x', 'plan10/z80/x', 'plan10/z80/x'],
  ];
  for (const [text, parsed, normal] of platforms) {
    it(text, () => {
      const platform = parsePlatform(text, builder);
      expect(formatPlatform(platform)).to.equal(parsed);
      expect(formatPlatform(normalPlatform(platform))).to.equal(normal);
    });
  }

  const refused: readonly (readonly [text: string, reason: string])[] = [
    ['*', '"*": wildcards not yet supported: invalid argument'],
    ['z80', '"z80": unknown operating system or architecture: invalid argument'],
    ['linux/a/b/c', '"linux/a/b/c": cannot parse platform specifier: invalid argument'],
    ['linux/', '"" is an invalid component of "linux/": platform specifier component must match "^[A-Za-z0-9_.-]+$"'],
    ['li nux/a', '"li nux" is an invalid OS component of "li nux/a": OSAndVersion specifier component must match'],
  ];
  for (const [text, reason] of refused) {
    it(`is not ${text}`, () => {
      expect(() => parsePlatform(text, builder)).to.throw(DockerfileError, reason);
    });
  }
});
