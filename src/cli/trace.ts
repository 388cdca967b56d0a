import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { progressEventsOf } from '../buildx/progress-event.js';
import { fileProblem } from '../conformance/files/file-problem.js';
import { JournalError } from '../journal/journal-error.js';
import { readLine } from '../journal/read-entries.js';
import type { Trace } from '../trace/trace.js';
import { traceOfJournal, traceOfProgress } from '../trace/trace-of.js';
import { traceText } from '../trace/trace-text.js';
import type { Io } from './io.js';
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
    .command('trace <FILE>')
    .summary('draw what happened: a journal, or the progress of a real build')
    .description(
      'Draws FILE, as text, or as a page for a browser: a journal, as serve --journal and toJsonLines() write it, or what a build with --progress rawjson told. FILE may be - for stdin.',
    )
    .option('--out <PAGE>', 'write a page of HTML, which loads nothing else; - is stdout')
    .addHelpText('after', examples)
    .action(async (file: string, { out }: { readonly out?: string }) => {
      const trace = traceIn(await contentOf(file), file === '-' ? 'stdin' : basename(file));
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

async function contentOf(file: string): Promise<string> {
  try {
    return file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
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

function traceIn(content: string, title: string): Trace {
  const events = progressEventsOf(content).filter(isProgress);
  if (events.length > 0) return traceOfProgress(events, title);
  const lines = content.split('\n').map((line, index) => ({ line, n: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  if (filled.length === 0) throw new UsageError(`${title} is empty: ${wanted}`);
  try {
    return traceOfJournal(
      filled.map(({ line, n }) => readLine(line, n)),
      title,
    );
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    throw new UsageError(`${title}: ${error.message}; ${wanted}`);
  }
}

const wanted = 'wanted is a journal (serve --journal), or what a build with --progress rawjson told';

function isProgress(event: object): boolean {
  return ['vertexes', 'statuses', 'logs', 'warnings'].some((key) => key in event) && !('rpc' in event);
}
