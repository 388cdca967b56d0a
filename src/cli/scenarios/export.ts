import type { Command } from 'commander';
import { rawJsonOf } from '../../scenarios/import/raw-json.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { Io } from '../io.js';
import { wholeNumber } from '../option-values.js';
import { resolveScenario } from '../resolve-scenario.js';
import { UsageError } from '../usage-error.js';

interface Options {
  readonly rawjson?: boolean;
  readonly build?: number;
}

const examples = `
Examples:
  buildx-testkit scenarios export --rawjson slow-build.yaml
      what "docker buildx build --progress rawjson" would print of it
  buildx-testkit scenarios export --rawjson matrix.yaml --build 2
      of its second build
`;

/** Adds the verb `scenarios export`. */
export function addExport(scenarios: Command, io: Io): void {
  scenarios
    .command('export <FILE|NAME>')
    .summary('print the progress of a scenario as buildx would')
    .description('Plays a build of a scenario on a virtual clock, and prints its progress, an event a line.')
    .option('--rawjson', 'as --progress rawjson does: the only form, to be named')
    .option('--build <N>', 'which of its builds, counted from 1; needed when there are several', wholeNumber(1))
    .addHelpText('after', examples)
    .action((name: string, options: Options) => print(name, options, io));
}

async function print(name: string, { rawjson = false, build }: Options, io: Io): Promise<void> {
  if (!rawjson) throw new UsageError('say in which form: --rawjson');
  const { scenario } = await resolveScenario(name);
  const { builds = [] } = scenario;
  if (builds.length === 0) throw new UsageError(`${name} has no builds of its own`);
  if (build === undefined && builds.length > 1)
    throw new UsageError(`${name} has ${builds.length} builds: pass --build N, of\n${builds.map(listed).join('\n')}`);
  if (build !== undefined && build > builds.length)
    throw new UsageError(`--build ${build}: ${name} has ${builds.length} ${builds.length === 1 ? 'build' : 'builds'}`);
  io.out.write(await rawJsonOf(scenario, (build ?? 1) - 1));
}

function listed({ name, when, vertices = [] }: BuildScript, index: number): string {
  return `  ${index + 1}  ${name ?? (when === undefined ? vertices.at(-1)?.name : JSON.stringify(when)) ?? ''}`;
}
