/**
 * `node scripts/transpile.js [HOME]`: makes the JavaScript in `.build/` anew of each source that changed since, without
 * a look at types, for a test run that should begin at once. What the compiler writes there does the same.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const home = process.argv[2] ?? '.';
const out = path.join(home, '.build');
const config = readFileSync(path.join(home, 'tsconfig.json'), 'utf8');
const { include, compilerOptions } = JSON.parse(config);

const sources = include
  .filter((folder) => existsSync(path.join(home, folder)))
  .flatMap((folder) => readdirSync(path.join(home, folder), { recursive: true }).map((file) => path.join(folder, file)))
  .filter((file) => /(?<!\.d)\.tsx?$/.test(file));

for (const [index, { reason }] of (await Promise.allSettled(sources.map(transpile))).entries()) {
  if (reason === undefined) continue;
  if (reason.errors === undefined) throw reason;
  // Its own path, not the one that the map has of it.
  const errors = reason.errors.map((error) => ({ ...error, location: { ...error.location, file: sources[index] } }));
  console.error((await esbuild.formatMessages(errors, { kind: 'error' })).join('').trimEnd());
  process.exitCode = 1;
}
await esbuild.stop();

async function transpile(source) {
  const text = readFileSync(path.join(home, source), 'utf8');
  // By what it was made of, not by when: a time says nothing after a switch of branches or a run of the compiler.
  const mark = `// Made of ${createHash('sha256').update([esbuild.version, config, text].join('\0')).digest('hex')}\n`;
  const file = path.join(out, source.replace(/\.tsx?$/, '.js'));
  if (existsSync(file) && readFileSync(file, 'utf8').endsWith(mark)) return;
  const { code } = await esbuild.transform(text, {
    loader: source.endsWith('x') ? 'tsx' : 'ts',
    format: 'esm',
    sourcemap: 'inline',
    sourcesContent: false,
    sourcefile: path.relative(path.dirname(file), path.join(home, source)),
    tsconfigRaw: { compilerOptions },
    logLevel: 'silent',
    // As the compiler does it: for older ones of Node, without what is newer than they are.
    target: compilerOptions.target,
  });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${code}${mark}`);
}
