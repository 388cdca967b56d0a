import type { Command } from 'commander';
import { loadScenario } from '../scenarios/format/load-scenario.js';
import type { Io } from './io.js';

const examples = `
Example:
  buildx-testkit scenarios validate slow-build.yaml
`;

/** The verb `scenarios`. */
export function addScenarios(program: Command, io: Io): void {
  const scenarios = program
    .command('scenarios')
    .summary('check scenario files')
    .description('Checks scenario files, which say what the fake plays.');
  scenarios
    .command('validate <FILE>')
    .summary('say whether a scenario file can be played, or what is wrong with it')
    .description('Says whether a scenario file (YAML or JSON) can be played, or everything that is wrong with it.')
    .addHelpText('after', examples)
    .action(async (file: string) => {
      const { builds = [], programs = [] } = await loadScenario(file);
      io.out.write(`${file} is good: ${count(builds, 'build')}, ${count(programs, 'program')}\n`);
    });
}

function count(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}
