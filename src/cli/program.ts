import { Command } from 'commander';
import { packageVersion } from '../package/version.js';
import { addCertify } from './certify.js';
import { addCompletion } from './completion.js';
import { addConformance } from './conformance.js';
import { addDoctor } from './doctor.js';
import { addExec } from './exec.js';
import type { Io } from './io.js';
import { addInit } from './init.js';
import { addRecord } from './record.js';
import { addScenarios } from './scenarios.js';
import { addServe } from './serve.js';
import { addTrace } from './trace.js';

/** How wide help is where no terminal says it, in columns. */
const usualColumns = 80;

const examples = `
Examples:
  buildx-testkit doctor
      whether this machine has what the package needs
  buildx-testkit exec -- docker buildx build .
      a build that succeeds, without an engine
  buildx-testkit conformance
      the suite, on the embedded fake
`;

/**
 * Every verb of the command line, as commander's tree.
 *
 * @param finish - takes the exit code, where it is not 0
 * @param given - the whole command line, without the program's name
 */
export function programOf(io: Io, finish: (code: number) => void, given: readonly string[]): Command {
  const program = new Command('buildx-testkit')
    .description("A fake of docker/buildx's remote controller, and conformance tests for any.")
    .version(packageVersion())
    // A verb's options are its own, even where a verb above it has some of the same names.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.out.write(text),
      writeErr: (text) => void io.err.write(text),
      getOutHelpWidth: () => io.out.columns ?? usualColumns,
      getErrHelpWidth: () => io.err.columns ?? usualColumns,
      // Whoever runs it tells errors, in one line.
      outputError: () => {},
    })
    .addHelpText('after', examples);
  addConformance(program, io, finish);
  addCertify(program, io, finish);
  addServe(program, io);
  addExec(program, io, finish, given);
  addRecord(program, io);
  addScenarios(program, io);
  addTrace(program, io);
  addDoctor(program, io, finish);
  addInit(program, io);
  addCompletion(program, io);
  return program;
}
