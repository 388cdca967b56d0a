/**
 * Compares the public types of every entry point with the reports in `api/`, and fails when they differ;
 * with `--write`, brings the reports up to date. Run after the compiler.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const home = path.join(import.meta.dirname, '..');
const write = process.argv.includes('--write');
const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
mkdirSync(path.join(home, 'api'), { recursive: true });

const reportTempFolder = '<projectFolder>/.build/api/';
/** The compiler inside of API Extractor is not ours, and reads declarations only. */
const compiler = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'esnext.disposable'],
    types: ['node'],
    strict: true,
  },
  include: ['dist'],
};
// Messages carry line numbers, which would change a report when nothing public does.
const quiet = { default: { logLevel: 'none' } };
const messages = { compilerMessageReporting: quiet, extractorMessageReporting: quiet, tsdocMessageReporting: quiet };

const differing = Object.entries(manifest.exports)
  .filter(([, target]) => target.types !== undefined)
  .map(([entry, target]) => ({ name: entry === '.' ? 'index' : entry.slice(2), types: target.types }))
  .filter(({ name, types }) => differs(name, path.join(home, types)))
  .map(({ name }) => `api/${name}.api.md`);

if (differing.length > 0 && !write) {
  console.error(`The public types are no longer those of ${differing.join(', ')}.`);
  console.error('If that is meant: npm run api, look at the difference, and commit it.');
  process.exitCode = 1;
}

function differs(name, entryPoint) {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(home, 'package.json'),
    configObject: {
      projectFolder: home,
      mainEntryPointFilePath: entryPoint,
      compiler: { overrideTsconfig: compiler },
      apiReport: { enabled: true, reportFileName: name, reportFolder: '<projectFolder>/api/', reportTempFolder },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages,
    },
  });
  const result = Extractor.invoke(config, {
    localBuild: write,
    messageCallback: (message) => {
      // The summary above says it once for all entry points.
      if (message.messageId.startsWith('console-')) message.logLevel = ExtractorLogLevel.None;
    },
  });
  return result.apiReportChanged || result.errorCount > 0;
}
