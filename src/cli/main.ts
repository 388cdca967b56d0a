#!/usr/bin/env node
import { commandLine } from './command-line.js';

// Whoever reads our output may have read enough, as `head` does: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await commandLine(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
});
