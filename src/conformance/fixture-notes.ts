import type { BuildFixtures, ProgramFixtures } from './fixtures.js';

/** What each build must do, in words for people. */
export const buildNotes: Readonly<Record<keyof BuildFixtures, string>> = {
  succeeds: 'succeeds, with at least two vertices, and leaves a result in which the programs run',
  failsInStep: 'fails in a RUN step; programs run in the state that the step left',
  failsEarly: 'fails before any step and leaves no result: its Dockerfile is not there',
  warns: 'succeeds with at least one warning',
  logs: 'succeeds; one step logs `out` on stdout and `err` on stderr, a line each, whenever it is asked for',
  graph:
    'succeeds, with the progress of a Dockerfile that BuildKit builds: a stage of several steps, one that copies from the context, an image as its output',
  takesLong: 'has a step that logs something, then takes at least ten seconds unless it is cancelled',
  configured:
    'succeeds; in its image processes run as user 1000 and group 7, in `/work`, with `TESTKIT_A=image` and `TESTKIT_B=image`; its command is `/bin/echo image`',
  readsStdin: 'builds the Dockerfile that comes on stdin, by Input',
  showsOptions:
    'logs what a step sees of its options, a line each: see `fixtures/options`; with the target `steady`, `stage=steady`',
  seesContext: 'the same with a context named `other`: logs `context=other`',
  seesSecret: 'the same with a secret from a file: logs `secret=kept`',
  seesAgent: 'the same with the socket of an SSH agent, which nobody talks to: logs `ssh=default`',
  stdinDockerfile: 'no build: the Dockerfile that is sent to `readsStdin`',
};

/** What each program must do. */
export const programNotes: Readonly<Record<keyof ProgramFixtures, string>> = {
  cat: 'writes its stdin to its stdout, for ever',
  exits: 'exits at once with `{code}`',
  emits: 'emits `{bytes}` bytes on the file descriptor `{fd}`, then waits for ever',
  emitsAndExits: 'emits `{bytes}` bytes on the file descriptor `{fd}`, then exits with `{code}`',
  sleeps: 'says nothing and stays',
  tells:
    'writes lines: `not a tty` unless stdin is a terminal, else anything; its user ID; its group ID; its working directory; its arguments from `{text}` on; each variable as `NAME=VALUE`; `end`. Then exits with 0',
};
