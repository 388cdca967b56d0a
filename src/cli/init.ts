import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { type Command, Option } from 'commander';
import { fileProblem } from '../conformance/files/file-problem.js';
import { shellQuote } from '../words/shell-quote.js';
import { firstTest } from './init/first-test.js';
import { readProject, type Runner, runnerOf, runners, type Project } from './init/project.js';
import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

interface Options {
  readonly runner?: Runner;
  readonly dir: string;
}

const examples = `
Examples:
  buildx-testkit init
      test/first-build.test.js, or .ts, for the runner that package.json names
  buildx-testkit init --runner node --dir packages/builder
      one for node --test, in a package of a monorepo

Exit codes: 0 written; 2 there is no package.json, or the file is there already: it stays as it is.
`;

/** Adds the verb `init`. */
export function addInit(program: Command, io: Io): void {
  program
    .command('init')
    .summary('write a first test into a project')
    .description(
      'Writes a first test, which passes as it stands, as the project writes its own (modules or CommonJS, TypeScript where it can be run), and says what runs it. Nothing else is changed.',
    )
    .addOption(new Option('--runner <RUNNER>', 'the test runner; found in package.json if not given').choices(runners))
    .option('--dir <DIR>', 'where the package.json of the project is', '.')
    .addHelpText('after', examples)
    .action((options: Options) => init(options, io));
}

async function init({ runner: wanted, dir }: Options, io: Io): Promise<void> {
  const project = readProject(dir);
  const runner = wanted ?? runnerOf(project);
  const { extension, text, command } = firstTest(project, runner);
  const file = posix.join(testDirectory(project), `first-build${extension}`);
  await writeNew(join(dir, file), text);
  const lacking = ['buildx-testkit', ...(runner === 'node' ? [] : [runner])].filter(
    (name) => !project.packages.has(name),
  );
  const inDirectory = dir === '.' ? '' : `cd ${shellQuote(dir)} && `;
  io.out.write(`wrote ${join(dir, file)}\n`);
  if (lacking.length > 0) io.out.write(`install:  ${inDirectory}npm install --save-dev ${lacking.join(' ')}\n`);
  io.out.write(`run it:   ${inDirectory}${command} ${file}\n`);
}

/** Where a project has its tests. */
function testDirectory({ directory }: Project): string {
  return ['test', 'tests', '__tests__'].find((name) => existsSync(join(directory, name))) ?? 'test';
}

/** @throws UsageError when it is there already, or cannot be written */
async function writeNew(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UsageError(`${file} is there already, and stays as it is`);
    }
    throw new UsageError(`cannot write ${file}: ${fileProblem(error)}`);
  }
}
