/**
 * Makes `dist/`: a file for each entry point and command of package.json, and chunks of what several of them, or an
 * `import()`, need; and the entry points once more as CommonJS, in `dist/cjs/`. Run before the compiler, which adds the
 * declarations: those that are there already stay, unless their source is gone.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { saveTree } from './save-tree.js';

const home = path.join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));

const entries = Object.values(manifest.exports).flatMap((target) => target.default?.default ?? []);
const packages = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

/** What CommonJS could not load, or not as modules do, is within it; with what that needs. */
const included = ['marked', 'modern-tar', 'preact', 'preact-render-to-string', 'fast-xml-builder'];
const licensed = [...included, 'path-expression-matcher', 'xml-naming'];

/** Of the sources of these files of `dist/`, without what users install: anything else must be found here. */
async function bundleOf(files, external) {
  const names = files.flatMap((file) => /^(?:\.\/)?dist\/(.+)\.js$/.exec(file)?.[1] ?? []);
  return rolldown({
    cwd: home,
    input: Object.fromEntries(names.map((name) => [name, `src/${name}.ts`])),
    platform: 'node',
    tsconfig: 'tsconfig.build.json',
    transform: { target: `node${/\d+\.\d+/.exec(manifest.engines.node)?.[0]}` },
    external: new RegExp(`^(?:${external.join('|')})(?:/|$)`),
    // Parts that are chunks of their own need it.
    preserveEntrySignatures: 'allow-extension',
    onLog(level, { message }) {
      if (level === 'warn') throw new Error(message);
    },
  });
}

// Stack traces and whoever reads along should find the names of the sources.
// Entry points that share a little each would leave a file of a few lines for every set of them: what is small and
// belongs together is one.
const comparing = 'compare|comparison|comparison-table|glob|linear-syntax|match-text|pattern|show';
const groups = Object.entries({
  words: /^src\/words\//,
  options: /^src\/options\//,
  comparing: new RegExp(`^src/scenarios/matching/(${comparing})\\.ts$`),
  'time-values': /^src\/time\/(choosing-scheduler|clock|duration|host|iso-time|mixed|rfc3339)\.ts$/,
  'protocol-values': /^src\/protocol\/(base64|is-object|json-data|status-code|status-text)\.ts$/,
  revisions:
    /^src\/protocol\/(info|parse-revision|release-version|releases|revision|revisions|session-wording|unknown-revision-error)\.ts$/,
  'protocol-details': /^src\/protocol\/(details|written-detail)\.ts$/,
  'playback-values': /^src\/playback\/(builds\/vertex-nature|results\/normalized-name)\.ts$/,
  'journal-text': /^src\/journal\/(entry-text|written-entry)\.ts$/,
  'scenario-values':
    /^src\/scenarios\/(data-path|scenario-error|text-of|model\/(bytes|fatal-signals|fault-rpc)|builders\/(exit-text|sequences\/digest-of))\.ts$/,
}).map(([name, pattern]) => ({
  name,
  test: (id) => pattern.test(path.relative(home, id).split(path.sep).join('/')),
}));
const output = {
  chunkFileNames: 'chunks/[name].js',
  minifyInternalExports: false,
  codeSplitting: { groups, includeDependenciesRecursively: false },
};

const modules = await bundleOf([...entries, ...Object.values(manifest.bin)], packages);
const external = packages.filter((name) => !included.includes(name));
const commonJs = await bundleOf(entries, external);
const licences = licensed.map((name) => `${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8')}`);

const files = new Map([
  ...textsOf(await modules.generate(output)),
  ...textsOf(await commonJs.generate({ ...output, format: 'cjs', exports: 'named' }), 'cjs/'),
  ['cjs/package.json', '{ "type": "commonjs" }\n'],
  ['cjs/LICENSES.txt', `What is in here of others:\n\n${licences.join('\n\n')}`],
]);
saveTree('dist', files, isDeclarationOfSource);

function textsOf({ output: chunks }, folder = '') {
  return chunks.map((chunk) => [`${folder}${chunk.fileName}`, chunk.code]);
}

function isDeclarationOfSource(name) {
  const source = /^(?:cjs\/)?(.+)\.d\.ts$/.exec(name)?.[1];
  return source !== undefined && ['.ts', '.tsx'].some((ending) => existsSync(`src/${source}${ending}`));
}
