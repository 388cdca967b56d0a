import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Io } from '../io.js';
import { exportFixtures } from './export-fixtures.js';

const examples = `
Example:
  buildx-testkit conformance fixtures --out fixtures
  sudo apt-get install busybox-static && fixtures/lay-out-fixtures /bin/busybox fixtures
  buildx-testkit conformance --target unix:///run/controller.sock --fixtures fixtures/fixtures.yaml
`;

interface Options {
  readonly out: string;
  readonly path?: string;
}

/** Adds the verb `conformance fixtures`. */
export function addFixtures(conformance: Command, io: Io): void {
  conformance
    .command('fixtures')
    .summary('write down the builds and programs that a target is asked for')
    .description(
      'Writes the builds and programs that a target is asked for: a fixtures file, the build contexts, what each must do, ' +
        'and a scenario in which the fake plays them.',
    )
    .requiredOption('--out <DIR>', 'where to; made if it is not there')
    .option('--path <DIR>', 'where the controller sees that directory (default: the same place)')
    .addHelpText('after', examples)
    .action(async ({ out, path = resolve(out) }: Options) => {
      await exportFixtures(out, path);
      io.out.write(`wrote ${out}: see ${out}/README.md\n`);
    });
}
