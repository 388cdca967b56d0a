import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { fileProblem } from '../../conformance/files/file-problem.js';
import { printRecording } from '../../recorder/print-recording.js';
import { usedOnce } from '../../recorder/used-once.js';
import { printScenario } from '../../scenarios/format/print-scenario.js';
import { importBuild, type ImportedBuilds } from '../../scenarios/import/import-build.js';
import { ImportError } from '../../scenarios/import/import-error.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';

interface Options {
  readonly out?: string;
  readonly format: 'yaml' | 'json';
  readonly exact?: boolean;
}

const examples = `
Examples:
  docker buildx build --progress rawjson . 2>build.rawjson
  buildx-testkit scenarios import build.rawjson --out build.yaml
      a scenario that plays the same build
  docker buildx history logs --progress rawjson REF | buildx-testkit scenarios import -
      the same of a build that is over
  docker buildx history export REF -o build.dockerbuild
  buildx-testkit scenarios import build.dockerbuild --exact
      with every message as it was, instead of a graph that people can change

What was guessed or left out is told on stderr, and in a comment of the YAML.
`;

/** Adds the verb `scenarios import`. */
export function addImport(scenarios: Command, io: Io): void {
  scenarios
    .command('import <FILE...>')
    .summary('make a scenario of what real builds told')
    .description(
      'Makes a scenario that plays real builds again: of --progress rawjson, of buildx history logs, of .dockerbuild files, or, with guesses, of --progress plain; - is stdin.',
    )
    .option('--out <FILE>', 'where to write it; stdout by default')
    .addOption(new Option('--format <FORMAT>', 'in which form').choices(['yaml', 'json']).default('yaml'))
    .option('--exact', 'each message as it was, instead of a short graph in whole milliseconds')
    .addHelpText('after', examples)
    .action((files: readonly string[], options: Options) => importFiles(files, options, io));
}

async function importFiles(files: readonly string[], { out, format, exact = false }: Options, io: Io): Promise<void> {
  const imported: { readonly file: string; readonly build: ImportedBuilds }[] = [];
  for (const file of files) imported.push({ file, build: await read(file, exact) });
  const builds = usedOnce(imported.flatMap(({ build }) => build.scenario.builds ?? []));
  const notes = imported.flatMap(({ file, build }) => build.notes.map((note) => `${file}: ${note}`));
  const comment = [`Imported from ${files.join(', ')} by buildx-testkit scenarios import.`, ...notes];
  const text = printed({ builds }, format, comment.join('\n'));
  if (out === undefined) io.out.write(text);
  else await write(out, text);
  for (const note of notes) io.err.write(`${note}\n`);
}

/** Of a graph, what happens within a vertex is a line each. */
const compact = ['statuses', 'logs', 'ranges'];

function printed(scenario: Scenario, format: Options['format'], comment: string): string {
  if (format === 'json') return printScenario(scenario, 'json');
  const exact = scenario.builds?.some(({ recorded }) => recorded !== undefined) === true;
  return exact ? printRecording(scenario, comment) : printRecording(scenario, comment, compact);
}

/** @throws UsageError that names the file, and what in it cannot be read */
async function read(file: string, exact: boolean): Promise<ImportedBuilds> {
  const bytes = await bytesOf(file);
  const name = file === '-' ? {} : { name: basename(file).replace(/\.[a-z]+$/i, '') };
  try {
    return await importBuild(bytes, { exact, ...name });
  } catch (error) {
    if (error instanceof ImportError) throw new UsageError(`${file === '-' ? 'stdin' : file}: ${error.message}`);
    throw error;
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    if (file !== '-') return await readFile(file);
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${fileProblem(error)}`);
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${fileProblem(error)}`);
  }
}
