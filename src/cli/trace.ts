import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer as bytesOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { progressEventsOf } from '../buildx/progress-event.js';
import { fileProblem } from '../conformance/files/file-problem.js';
import { JournalError } from '../journal/journal-error.js';
import { readLine } from '../journal/read-entries.js';
import { formatOf } from '../scenarios/format/scenario-format.js';
import { importBuild } from '../scenarios/import/import-build.js';
import { ImportError } from '../scenarios/import/import-error.js';
import { rawJsonOf } from '../scenarios/import/raw-json.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import type { Trace } from '../trace/trace.js';
import { traceOfBuilds, traceOfJournal } from '../trace/trace-of.js';
import { traceText } from '../trace/trace-text.js';
import type { Io } from './io.js';
import { resolveScenario } from './resolve-scenario.js';
import { UsageError } from './usage-error.js';

const examples = `
Examples:
  buildx-testkit serve --journal calls.jsonl slow-build.yaml
  buildx-testkit trace calls.jsonl --out page.html
      what the clients of a fake did: graph, chart and messages, as a page for a browser
  docker buildx build --progress rawjson . 2> build.json
  buildx-testkit trace build.json
      when each step of a real build ran, here
`;

/** Adds the verb `trace`. */
export function addTrace(program: Command, io: Io): void {
  program
    .command('trace <FILE|NAME>')
    .summary('draw what happened: a journal, a scenario or recording, or the progress of a real build')
    .description(
      'Draws FILE, as text, or as a page for a browser: a journal, as serve --journal and toJsonLines() write it; a scenario or a recording, or the name of one, whose builds are played; what a build with --progress rawjson or plain told; a .dockerbuild. FILE may be - for stdin.',
    )
    .option('--out <PAGE>', 'write a page of HTML, which loads nothing else; - is stdout')
    .addHelpText('after', examples)
    .action(async (file: string, { out }: { readonly out?: string }) => {
      const trace = await traceOf(file);
      if (out === undefined) {
        io.out.write(traceText(trace, io.out.columns === undefined ? {} : { columns: io.out.columns }));
        return;
      }
      const { traceHtml } = await import('../trace/index.js');
      const page = traceHtml(trace);
      if (out === '-') io.out.write(page);
      else await written(out, page);
    });
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await bytesOf(process.stdin) : await readFile(file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${fileProblem(error)}`);
  }
}

async function written(file: string, page: string): Promise<void> {
  try {
    await writeFile(file, page);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${fileProblem(error)}`);
  }
}

async function traceOf(file: string): Promise<Trace> {
  const isName = !file.includes('/') && !file.includes('.') && file !== '-';
  if (isName || formatOf(file) === 'yaml')
    return traceOfScenario((await resolveScenario(file)).scenario, basename(file));
  return traceIn(await contentOf(file), file === '-' ? 'stdin' : basename(file));
}

async function traceIn(bytes: Buffer, title: string): Promise<Trace> {
  const content = bytes.toString('utf8');
  const events = progressEventsOf(content).filter(isProgress);
  if (events.length > 0) return traceOfBuilds([{ ref: '', events }], title);
  const lines = content.split('\n').map((line, index) => ({ line, n: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  if (filled.length === 0) throw new UsageError(`${title} is empty: ${wanted}`);
  try {
    if (filled[0]?.line.startsWith('{') === true)
      return traceOfJournal(
        filled.map(({ line, n }) => readLine(line, n)),
        title,
      );
    return await traceOfScenario((await importBuild(bytes, { exact: true })).scenario, title);
  } catch (error) {
    if (!(error instanceof JournalError || error instanceof ImportError)) throw error;
    throw new UsageError(`${title}: ${error.message}; ${wanted}`);
  }
}

/** Plays each build of a scenario on a virtual clock. What lies over the Dockerfile of a client has none to be played with. */
async function traceOfScenario(scenario: Scenario, title: string): Promise<Trace> {
  const { builds = [] } = scenario;
  const told = builds.map(async ({ dockerfile }, index) => {
    if (dockerfile !== undefined) return [];
    const events = progressEventsOf(await rawJsonOf(scenario, index));
    return [{ ref: builds.length === 1 ? '' : `builds[${index}]`, events }];
  });
  return traceOfBuilds((await Promise.all(told)).flat(), title);
}

const wanted =
  'wanted is a journal (serve --journal), a scenario or recording (.yaml), what a build with --progress rawjson or plain told, or a .dockerbuild';

function isProgress(event: object): boolean {
  return ['vertexes', 'statuses', 'logs', 'warnings'].some((key) => key in event) && !('rpc' in event);
}
