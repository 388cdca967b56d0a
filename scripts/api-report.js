/**
 * Compares the public types of every entry point with the reports in `api/`, and fails when they differ; with `--write`,
 * brings the reports up to date. Fails in either case when something public has no docstring, or a top-level export no
 * `@since`. Run after the compiler.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const home = path.join(import.meta.dirname, '..');
const write = process.argv.includes('--write');
const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
mkdirSync(path.join(home, 'api'), { recursive: true });

const reportTempFolder = '<projectFolder>/.build/api/';
const modelOf = (name) => path.join(home, `.build/api/${name}.api.json`);
/** The compiler inside of API Extractor is not ours, and reads declarations only. */
const compiler = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'esnext.disposable'],
    types: ['node'],
    strict: true,
    // What is in declarations was checked where they were made.
    skipLibCheck: true,
  },
  include: ['dist'],
  // The same declarations again.
  exclude: ['dist/cjs'],
};
// Messages carry line numbers, which would change a report when nothing public does.
const quiet = { default: { logLevel: 'none' } };
const messages = { compilerMessageReporting: quiet, extractorMessageReporting: quiet, tsdocMessageReporting: quiet };

const entryPoints = Object.entries(manifest.exports)
  .filter(([, target]) => target.default?.types !== undefined)
  .map(
    ([
      entry,
      {
        default: { types },
      },
    ]) => configOf(entry === '.' ? 'index' : entry.slice(2).replaceAll('/', '-'), path.join(home, types)),
  );

// One program for all of them, since making it takes most of the time.
const compilerState = CompilerState.create(entryPoints[0], {
  additionalEntryPoints: entryPoints.map((config) => config.mainEntryPointFilePath),
});

const differing = entryPoints.filter(differs).map((config) => path.relative(home, config.reportFilePath));

if (differing.length > 0 && !write) {
  console.error(`The public types are no longer those of ${differing.join(', ')}.`);
  console.error('If that is meant: npm run api, look at the difference, and commit it.');
  process.exitCode = 1;
}

const undocumented = entryPoints.flatMap(undocumentedIn);

if (undocumented.length > 0) {
  console.error('These are public and have no docstring (a comment of tags alone, such as @throws, is none):');
  for (const declaration of undocumented) console.error(`  ${declaration}`);
  process.exitCode = 1;
}

const undated = new Set(entryPoints.flatMap(undatedIn));

if (undated.size > 0) {
  console.error(`These exports lack @since with the version that they came with: ${[...undated].join(', ')}`);
  process.exitCode = 1;
}

function configOf(reportFileName, mainEntryPointFilePath) {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(home, 'package.json'),
    configObject: {
      projectFolder: home,
      mainEntryPointFilePath,
      compiler: { overrideTsconfig: compiler },
      apiReport: { enabled: true, reportFileName, reportFolder: '<projectFolder>/api/', reportTempFolder },
      docModel: { enabled: true, apiJsonFilePath: modelOf(reportFileName) },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages,
    },
  });
}

function differs(config) {
  const result = Extractor.invoke(config, {
    compilerState,
    localBuild: write,
    messageCallback: (message) => {
      // The summary above says it once for all entry points.
      if (message.messageId.startsWith('console-')) message.logLevel = ExtractorLogLevel.None;
    },
  });
  return result.apiReportChanged || result.errorCount > 0;
}

/** The report marks with `(undocumented)` whatever has no docstring; its declaration follows. */
function undocumentedIn({ reportTempFilePath }) {
  const name = path.basename(reportTempFilePath);
  const lines = readFileSync(reportTempFilePath, 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    /^ *\/\/ .*\(undocumented\)$/.test(line) ? [`${name}:${index + 2}: ${lines[index + 1].trim()}`] : [],
  );
}

/** The top-level exports without `@since`; of a namespace, its members. */
function undatedIn({ apiJsonFilePath }) {
  const [{ members }] = JSON.parse(readFileSync(apiJsonFilePath, 'utf8')).members;
  return members
    .flatMap((member) => (member.kind === 'Namespace' ? member.members : [member]))
    .filter(({ docComment }) => !docComment.includes('@since '))
    .map(({ name }) => name);
}
