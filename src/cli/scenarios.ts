import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { catalogue } from '../scenarios/catalogue/index.js';
import { loadScenario } from '../scenarios/format/load-scenario.js';
import type { Declared } from './declared.js';
import type { Io } from './io.js';
import { listing } from './listing.js';
import { recordedSessions } from './recorded-sessions.js';
import { unknownName } from './resolve-scenario.js';
import { addExport } from './scenarios/export.js';
import { addImport } from './scenarios/import.js';
import { showEntry } from './show-entry.js';
import { UsageError } from './usage-error.js';

const examples = `
Examples:
  buildx-testkit scenarios list
      the catalogue of streaming edge cases, and the recorded sessions
  buildx-testkit scenarios show two-subscribers > two-subscribers.yaml
      one of them, as a file
  buildx-testkit scenarios validate slow-build.yaml
      whether a file of yours can be played
  buildx-testkit scenarios import build.rawjson
      a scenario of what a real build told
`;

const listExamples = `
Examples:
  buildx-testkit scenarios list | grep buildkit/
      those of BuildKit itself
  buildx-testkit scenarios list --json
      all of them, for programs
`;

const showExamples = `
Example:
  buildx-testkit scenarios show two-subscribers > mine.yaml
  buildx-testkit serve mine.yaml
      one of the catalogue as a file of yours, to be changed
`;

const validateExamples = `
Example:
  buildx-testkit scenarios validate slow-build.yaml
      whether it can be played, or the keys and values that are wrong

Exit codes: 0 it can be played; 2 it cannot.
`;

/** Adds the verb `scenarios`. */
export function addScenarios(program: Command, io: Io): void {
  const scenarios = program
    .command('scenarios')
    .summary('list and show the catalogue, check scenario files, make them of real builds')
    .description(
      'Shows the catalogue of scenarios, checks scenario files, which say what the fake plays, and makes them of real builds.',
    )
    .addHelpText('after', examples);
  scenarios
    .command('list')
    .summary('every scenario of the catalogue, a line each')
    .description('Lists the scenarios of the catalogue, a line each: the name, and what happens.')
    .option('--json', 'print an array of JSON: name, title, and what serve plays it as, where that is said')
    .addHelpText('after', listExamples)
    .action(({ json }: { readonly json?: boolean }) => void io.out.write(list(json)));
  scenarios
    .command('show <NAME>')
    .summary('one of them: what happens, its source, what a good client does, and the scenario')
    .description('Prints a scenario of the catalogue as a file, which begins with all that is to be said about it.')
    .addHelpText('after', showExamples)
    .action(async (name: string) => void io.out.write(await show(name)));
  scenarios
    .command('validate <FILE>')
    .summary('say whether a scenario file can be played, or what is wrong with it')
    .description('Says whether a scenario file (YAML or JSON) can be played, or everything that is wrong with it.')
    .addHelpText('after', validateExamples)
    .action(async (file: string) => {
      const { builds = [], programs = [] } = await loadScenario(file);
      io.out.write(`${file} is good: ${count(builds, 'build')}, ${count(programs, 'program')}\n`);
    });
  addImport(scenarios, io);
  addExport(scenarios, io);
}

function list(json?: boolean): string {
  const all: readonly (Declared & { readonly title: string })[] = [...catalogue, ...recordedSessions()];
  const width = Math.max(...all.map(({ name }) => name.length));
  const rows = all.map(({ name, title, server, revision, quirks }) => ({ name, title, server, revision, quirks }));
  return listing(rows, ({ name, title }) => `${name.padEnd(width)}  ${title}`, json);
}

/**
 * Shows an entry of the catalogue.
 * @throws UsageError when it has no such name.
 */
async function show(name: string): Promise<string> {
  const entry = catalogue.find((known) => known.name === name);
  if (entry !== undefined) return showEntry(entry);
  const recorded = recordedSessions().find((known) => known.name === name);
  if (recorded === undefined) throw new UsageError(`${unknownName(name)}: "buildx-testkit scenarios list" tells all`);
  return readFile(recorded.file, 'utf8');
}

function count(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}
