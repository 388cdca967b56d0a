import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A project that has the package as users install it, from its tarball, and a few files of its own. */
export interface Installed extends Disposable {
  readonly directory: string;
}

const modules = resolve('node_modules');

/** Needs no network: what the package depends on is linked from here. */
export async function installed(files: Readonly<Record<string, string>>): Promise<Installed> {
  const directory = mkdtempSync(join(tmpdir(), 'installed-'));
  const home = join(directory, 'node_modules/buildx-testkit');
  mkdirSync(home, { recursive: true });
  const run = promisify(execFile);
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', directory]);
  const [, tarball = ''] = /"filename": "([^"]+)"/.exec(stdout) ?? [];
  await run('tar', ['-xzf', join(directory, tarball), '-C', home, '--strip-components=1']);
  link(modules, join(directory, 'node_modules'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return { directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

function link(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === 'buildx-testkit') continue;
    if (name.startsWith('@')) {
      mkdirSync(join(to, name), { recursive: true });
      link(join(from, name), join(to, name));
    } else symlinkSync(join(from, name), join(to, name));
  }
}
