/**
 * Makes `dist/`: a file for each entry point and command of package.json, and chunks of what several of them, or an
 * `import()`, need. Run before the compiler, which adds the declarations.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const home = path.join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));

const published = [...Object.values(manifest.exports).map((target) => target.default), ...Object.values(manifest.bin)];
const names = published.flatMap((file) => /^(?:\.\/)?dist\/(.+)\.js$/.exec(file)?.[1] ?? []);
const packages = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

const bundle = await rolldown({
  cwd: home,
  input: Object.fromEntries(names.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  tsconfig: 'tsconfig.build.json',
  transform: { target: `node${/\d+\.\d+/.exec(manifest.engines.node)?.[0]}` },
  // What users install stays out of it; anything else, such as what a transformation needs, must be found here.
  external: new RegExp(`^(?:${packages.join('|')})(?:/|$)`),
  onLog(level, { message }) {
    if (level === 'warn') throw new Error(message);
  },
});
await bundle.write({
  dir: 'dist',
  cleanDir: true,
  chunkFileNames: 'chunks/[name].js',
  // Stack traces and whoever reads along should find the names of the sources.
  minifyInternalExports: false,
});
