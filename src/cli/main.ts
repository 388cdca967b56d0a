#!/usr/bin/env node
import { fileProblem } from '../conformance/files/file-problem.js';
import { commandLine } from './command-line.js';
import { exitCodes } from './exit-code.js';
import { Interruption } from './interruption.js';
import { Outlet } from './outlet.js';
import { saveElsewhere } from './save-elsewhere.js';

/** What is left to be written has so many milliseconds on each stream, once the process was told to end. */
const farewellMs = 500;

const out = new Outlet(process.stdout);
const err = new Outlet(process.stderr, { keeps: false });

// Node itself would end with 1, which says that a requirement is violated.
process.on('uncaughtException', (error) => {
  err.write(`buildx-testkit: ${error.stack ?? error.message}\n`);
  void end(exitCodes.broken);
});

await end(await commandLine(process.argv.slice(2), { out, err, env: process.env }));

/** Ends the process although a target that hangs may have left something open: everything is said. */
async function end(code: number): Promise<never> {
  // Who has interrupted it does not wait for somebody to read.
  const patienceMs = Interruption.everHappened ? farewellMs : undefined;
  await out.flushed(patienceMs);
  const { loss } = out;
  if (loss !== undefined) {
    const saved = saveElsewhere('output.txt', loss.lost);
    err.write(`buildx-testkit: cannot write to standard output: ${fileProblem(loss.why)}; ${saved}\n`);
  }
  await err.flushed(patienceMs);
  process.exit(loss === undefined ? code : exitCodes.usage);
}
