import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nearestPath } from './nearest-path.js';

/** Which of mocha's options have a value: that is no file to run. */
const { types, aliases } = createRequire(import.meta.url)('mocha/lib/cli/run-option-metadata.cjs');
const valued = [...types.array, ...types.number, ...types.string].flatMap((name) => [name, ...(aliases[name] ?? [])]);
const options = Object.fromEntries(
  valued.map((name) =>
    name.length === 1 ? [`-${name}`, { type: 'string', short: name }] : [name, { type: 'string' }],
  ),
);

/**
 * What `npm test` was asked for by its arguments, of the test files that there are: everything, if neither files nor
 * titles are chosen; and the arguments of mocha, in which a source is what it is compiled to. Throws where a file or
 * folder has no tests.
 */
export function selectionOf(args, tests) {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const files = tokens.filter(({ kind }) => kind === 'positional');
  const chooses = tokens.some(({ rawName }) => /^(?:-g|--grep|-f|--fgrep)$/.test(rawName));
  const places = new Set(files.map(({ index }) => index));
  return {
    everything: files.length === 0 && !chooses,
    args: [
      ...args.filter((arg, index) => arg !== '--' && !places.has(index)),
      ...(files.length === 0 ? ['.build/{test,examples}/**/*.test.js'] : []),
      ...files.flatMap(({ value }) => compiledTestsOf(value, tests)),
    ],
  };
}

function compiledTestsOf(given, tests) {
  const source = path.relative('.', given).split(path.sep).join('/');
  const found = tests.filter((test) => source === '' || test === source || test.startsWith(`${source}/`));
  if (found.length > 0) return found.map((test) => `.build/${test.replace(/\.ts$/, '.js')}`);
  const others = [...new Set(tests.flatMap((test) => [test, ...foldersOf(test)]))];
  const nearest = nearestPath(
    source,
    others.filter((other) => !source.startsWith(`${other}/`)),
  );
  throw new Error(`${given} ${whatIsAt(source)}; the nearest with tests is ${nearest}`);
}

function whatIsAt(source) {
  if (!existsSync(source)) return 'does not exist';
  return statSync(source).isDirectory() ? 'has no tests' : 'is no test file';
}

function foldersOf(file) {
  const folder = path.posix.dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}
