import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A project in which npm itself has installed the package's tarball, with what that depends on and nothing else. */
export interface NpmInstalled extends Disposable {
  readonly directory: string;
  /** Of all files that npm has put there, by the folder of their package. */
  readonly bytes: ReadonlyMap<string, number>;
}

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
}

const run = promisify(execFile);

/**
 * Has npm install it as this project's lock says, which it can do without a network: `npm ci` has left all of it in npm's
 * cache.
 * @throws Error with what npm says
 */
export async function npmInstalled(): Promise<NpmInstalled> {
  const directory = mkdtempSync(join(tmpdir(), 'npm-installed-'));
  const dispose = (): void => rmSync(directory, { recursive: true });
  try {
    const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', directory]);
    const [{ filename }] = JSON.parse(stdout) as [{ readonly filename: string }];
    writeProject(directory, `file:${filename}`);
    const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=0'];
    await run('npm', ['ci', ...flags], { cwd: directory });
    return { directory, bytes: sizesIn(join(directory, 'node_modules')), [Symbol.dispose]: dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Puts links to packages of this project beside what npm has installed. */
export function linkBeside(directory: string, names: readonly string[]): void {
  for (const name of names) {
    const path = join(directory, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(resolve('node_modules', name), path);
  }
}

function writeProject(directory: string, tarball: string): void {
  const manifest = { name: 'project', version: '1.0.0', dependencies: { 'buildx-testkit': tarball } };
  const { packages } = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
  const { version, bin, dependencies, peerDependencies, peerDependenciesMeta } = readJson('package.json');
  const own = { version, bin, dependencies, peerDependencies, peerDependenciesMeta, resolved: tarball };
  const locked = {
    '': manifest,
    'node_modules/buildx-testkit': own,
    ...Object.fromEntries(neededBy('', packages).map((path) => [path, { ...packages[path], dev: undefined }])),
  };
  const lock = { name: 'project', version: '1.0.0', lockfileVersion: 3, requires: true, packages: locked };
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(directory, 'package-lock.json'), JSON.stringify(lock));
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
}

/** The paths of all packages that the one at this path needs, directly or not. */
function neededBy(
  path: string,
  packages: Readonly<Record<string, Locked>>,
  found: Set<string> = new Set(),
): readonly string[] {
  const { dependencies, optionalDependencies } = packages[path] ?? {};
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const needed = placeOf(name, path, packages);
    if (needed === undefined || found.has(needed)) continue;
    found.add(needed);
    neededBy(needed, packages, found);
  }
  return [...found];
}

/** Where a package that is at this path finds another: beside itself, or further out. */
function placeOf(name: string, path: string, packages: Readonly<Record<string, Locked>>): string | undefined {
  const place = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (Object.hasOwn(packages, place)) return place;
  if (path === '') return undefined;
  const outer = path.lastIndexOf('/node_modules/');
  return placeOf(name, outer === -1 ? '' : path.slice(0, outer), packages);
}

function sizesIn(modules: string): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const file of readdirSync(modules, { recursive: true, encoding: 'utf8' })) {
    const stats = statSync(join(modules, file));
    const [, name] = /^((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    if (name === undefined || name.startsWith('.') || !stats.isFile()) continue;
    sizes.set(name, (sizes.get(name) ?? 0) + stats.size);
  }
  return sizes;
}
