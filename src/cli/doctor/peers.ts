import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requirePackage } from '../../package/installed.js';
import type { Finding } from './finding.js';
import { isInRange } from './version-range.js';

/** What of this package each of them is for. */
const purposes: Readonly<Record<string, string>> = {
  chai: 'the assertions of buildx-testkit/chai',
  '@jest/globals': "jest's hooks, which buildx-testkit/jest adds to",
  expect: "jest's assertions outside of jest, of buildx-testkit/jest",
  mocha: 'fakes for each test, of buildx-testkit/mocha',
  testcontainers: 'a real controller in a container, of buildx-testkit/container',
  vitest: 'assertions and fakes, of buildx-testkit/vitest',
};

/**
 * Which of the packages are installed that only some users want, and whether they are new enough.
 *
 * @param directories - where packages are looked for. Default: where this package finds them
 */
export function peerFindings(
  ranges: Readonly<Record<string, string>>,
  directories?: readonly string[],
): readonly Finding[] {
  return Object.entries(ranges).map(([name, range]) => {
    const version = versionIn(directories ?? requirePackage.resolve.paths(name) ?? [], name);
    const advice = `for ${purposes[name] ?? 'some of this package'}: npm install --save-dev "${name}@${range}"`;
    if (version === undefined) return { name, state: 'missing', found: 'not installed', advice };
    if (isInRange(version, range)) return { name, state: 'ok', found: version };
    return { name, state: 'bad', found: `${version}, wanted is ${range}`, advice };
  });
}

/** Read off its package.json, because a package need not let that be imported. */
function versionIn(directories: readonly string[], name: string): string | undefined {
  const file = directories.map((directory) => join(directory, name, 'package.json')).find(existsSync);
  return file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
