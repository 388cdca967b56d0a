/**
 * Keeps of the compiler's declarations those that the entry points lead to, which is half of them, and puts them beside the
 * CommonJS of `dist/cjs/`, too: a compiler takes those beside the modules for modules, which CommonJS cannot `require`. Run
 * after the compiler.
 */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const wanted = new Set();
for (const target of Object.values(manifest.exports)) {
  if (target.default?.types !== undefined) want(path.normalize(target.default.types));
}

for (const name of readdirSync('dist', { recursive: true })) {
  if (!name.endsWith('.d.ts')) continue;
  const file = path.join('dist', name);
  const original = path.join('dist', path.relative('cjs', name).startsWith('..') ? name : path.relative('cjs', name));
  if (!wanted.has(original)) rmSync(file);
  else if (original === file) cpSync(file, path.join('dist/cjs', name));
}
for (const folder of ['dist/cjs', 'dist']) removeEmpty(folder);

function want(file) {
  if (wanted.has(file)) return;
  wanted.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, specifier] of text.matchAll(/(?:\bfrom |\bimport |\bimport\()['"](\.[^'"]+)\.js['"]/g)) {
    want(path.join(path.dirname(file), `${specifier}.d.ts`));
  }
}

/** Compilers leave folders behind for what is not there any more. */
function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(path.join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
