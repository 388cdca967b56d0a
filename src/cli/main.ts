#!/usr/bin/env node
import { commandLine } from './command-line.js';

process.exitCode = await commandLine(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
});
