/**
 * `npm run check:typescript`: compiles a program that uses every entry point of the package with the compilers that people
 * have, as a module and as CommonJS, and looks into all declarations (`skipLibCheck: false`). With `--all`, every compiler
 * of the matrix in every way to resolve modules, which takes minutes; without, the oldest and the one that is installed.
 *
 * Compilers that are not installed come from the registry, once, into `.build/typescript/`: as packages of this project
 * they would take 30 MB each of everybody, and each has a program of the name `tsc`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { typedProgram } from './check/typed-program.js';

const all = process.argv.includes('--all');
const place = '.build/typescript';

/** Why each: the oldest that is promised; the last before `Uint8Array` had a parameter; the last two written in JavaScript. */
const compilers = ['5.4.5', ...(all ? ['5.6.3', '5.9.3', '6.0.3'] : []), 'installed'];

/** Ways to resolve modules, and the file that is compiled so. */
const oldestWay = { module: 'node16', file: 'program.mts' };
const usualWays = [
  { module: 'nodenext', file: 'program.mts' },
  { module: 'nodenext', file: 'program.cts' },
  { module: 'esnext', moduleResolution: 'bundler', file: 'program.ts' },
];
const ways = [oldestWay, { module: 'node16', file: 'program.cts' }, ...usualWays];

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const entries = Object.keys(exports).filter((name) => exports[name].default?.types !== undefined);
const everyEntry = entries.map(
  (name) => `export * as ${nameOf(name)} from '${name.replace('.', 'buildx-testkit')}';\n`,
);
const program = `${typedProgram}\n${everyEntry.join('')}`;
mkdirSync(place, { recursive: true });
for (const { file } of ways) writeFileSync(path.join(place, file), program);

for (const version of compilers) {
  const tsc = compiler(version);
  const tried = all ? ways : version === 'installed' ? usualWays : [oldestWay];
  if (tsc !== undefined) for (const way of tried) compile(version, tsc, way);
}

function nameOf(entry) {
  return entry.replaceAll(/\W+/g, '_');
}

function compile(version, tsc, { file, ...options }) {
  const config = {
    compilerOptions: {
      ...options,
      target: 'es2022',
      lib: ['es2022', 'esnext.disposable'],
      types: ['node', 'mocha'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: [file],
  };
  const project = path.join(place, 'tsconfig.json');
  writeFileSync(project, JSON.stringify(config));
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  // What other packages declare is theirs.
  const ours = stdout.split('\n').filter((line) => line !== '' && !/^(?:\.\.\/)*node_modules\/|^ /.test(line));
  if (status === 0 || ours.length === 0) return;
  const what = `TypeScript ${version}, ${JSON.stringify(options)}, ${file}`;
  console.error(`${what}: a program that uses every entry point does not compile\n${stdout}`);
  process.exitCode = 1;
}

/** The program of a version; undefined where it cannot be fetched, which fails on a build server. */
function compiler(version) {
  if (version === 'installed') return 'node_modules/typescript/bin/tsc';
  const home = path.join(place, version);
  const tsc = path.join(home, 'bin/tsc');
  if (existsSync(tsc)) return tsc;
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
    const tarball = execFileSync(
      'npm',
      ['pack', '--silent', '--prefer-offline', `typescript@${version}`, '--pack-destination', place],
      options,
    ).trim();
    mkdirSync(home, { recursive: true });
    execFileSync('tar', ['-xzf', path.join(place, tarball), '-C', home, '--strip-components=1'], options);
    return tsc;
  } catch (error) {
    console.error(`TypeScript ${version} is not tried, since it cannot be fetched: ${error.message}`);
    if (process.env.CI === 'true') process.exitCode = 1;
    return undefined;
  }
}
