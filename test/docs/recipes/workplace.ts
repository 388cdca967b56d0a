import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { changed, type Block } from './recipe.js';

/** What a recipe may change; everything else is linked. */
const copied = [
  'src',
  'test',
  'docs',
  'scripts',
  'assets',
  'schema',
  'README.md',
  'CHANGELOG.md',
  'tsconfig.json',
  'tsconfig.build.json',
];
const linked = ['node_modules', 'proto', 'examples', 'recorded', 'docker'];

/** The texts of files, by path. */
export type Texts = ReadonlyMap<string, string>;

/** What a run of tests came to. */
export interface Verdict {
  readonly passed: number;
  /** The titles of the tests that failed, each with the first line of why. */
  readonly complaints: readonly string[];
}

/** A copy of the sources, outside of the repository, in which a recipe can be tried. */
export class Workplace {
  readonly #home = mkdtempSync(join(tmpdir(), 'recipe-'));

  constructor() {
    for (const name of copied) cpSync(name, join(this.#home, name), { recursive: true });
    for (const name of linked) symlinkSync(resolve(name), join(this.#home, name));
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    // As `npm test -- FILE` builds, which looks at no types.
    const scripts = { ...manifest.scripts, build: 'node scripts/bundle.js', 'build:test': 'node scripts/transpile.js' };
    writeFileSync(join(this.#home, 'package.json'), JSON.stringify({ ...manifest, scripts }));
  }

  remove(): void {
    rmSync(this.#home, { recursive: true });
  }

  /** @throws Error when a change does not fit, or a command fails */
  async do(block: Block): Promise<void> {
    if (block.kind === 'commands') for (const command of block.commands) await this.#shell(command);
    else this.put(block.file, block.kind === 'new' ? block.text : changed(this.#read(block.file), block));
  }

  /** All texts that people write or commands make. */
  texts(): Texts {
    const paths = ['src', 'test', 'docs'].flatMap((folder) =>
      readdirSync(join(this.#home, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(this.#home.length + 1)),
    );
    return new Map(paths.map((path) => [path, this.#read(path)]));
  }

  /** Puts a text in place; without one takes the file away. */
  put(path: string, text: string | undefined): void {
    const file = join(this.#home, path);
    if (text === undefined) return rmSync(file);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /**
   * Runs those tests of some files whose titles match.
   * @param updates whether generated pages are made anew on the way
   */
  async test(files: readonly string[], titles: string, updates: boolean): Promise<Verdict> {
    await this.#shell('npm run --silent build:test');
    const compiled = files.map((file) => `.build/${file.replace(/\.ts$/, '.js')}`);
    const args = ['node_modules/mocha/bin/mocha.js', '--reporter', 'json', ...compiled, '-g', titles];
    const { out } = await this.#run(process.execPath, args, updates ? { UPDATE_DOCS: '1' } : {});
    const { stats, failures } = JSON.parse(out.slice(out.indexOf('{\n'))) as MochaReport;
    return {
      passed: stats.passes,
      complaints: failures.map(({ fullTitle, err }) => `${fullTitle}: ${(err.message ?? '').split('\n')[0]}`),
    };
  }

  #read(path: string): string {
    const file = join(this.#home, path);
    if (!existsSync(file)) throw new Error(`docs/recipes.md names ${path}, which does not exist`);
    return readFileSync(file, 'utf8');
  }

  async #shell(command: string): Promise<void> {
    const { failed, out, err } = await this.#run('sh', ['-c', command]);
    if (failed) throw new Error(`${command} failed:\n${out}${err}`);
  }

  #run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Output> {
    // Whoever makes the pages anew does not mean those of the copy.
    const { UPDATE_DOCS: _updates, ...others } = process.env;
    const options = { cwd: this.#home, env: { ...others, ...env }, maxBuffer: mostOutput };
    return new Promise((done) => {
      execFile(program, args, options, (error, out, err) => done({ failed: error !== null, out, err }));
    });
  }
}

/** In bytes. */
const mostOutput = 64 * 1024 * 1024;

interface Output {
  readonly failed: boolean;
  readonly out: string;
  readonly err: string;
}

interface MochaReport {
  readonly stats: { readonly passes: number };
  readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message?: string } }[];
}
