import { fatalSignals } from '../model/fatal-signals.js';
import type { ProgramScript } from '../model/program-script.js';
import { count, flag, listOf, object, text, the } from './building-blocks.js';
import type { JsonSchema } from './json-schema.js';

const exit: JsonSchema = {
  title: "an exit code from 0 to 255, or a group of the reaction's pattern such as $1",
  type: ['integer', 'string'],
  minimum: 0,
  maximum: 255,
  pattern: '^\\$\\d{1,2}$',
};

const step: JsonSchema = {
  ...object({
    send: the('bytes', 'Writes. In a reaction, `$1`, `$2` … stand for the groups of its pattern.'),
    fd: { enum: [1, 2], default: 1, description: 'Where `send` writes: 1 stdout, 2 stderr.' },
    wait: the('duration', 'Does nothing for so long.'),
    expect: the('stdinMatch', 'Waits until this comes on stdin, and takes all up to its end.'),
    attached: { ...count(1, 'Waits until so many streams have been attached in all.'), maximum: 1_000_000 },
    exit,
    barrier: text('Comes to the barrier of this name, and is held there until that is released.'),
    release: text('Releases the barrier of this name.'),
    stall: {
      enum: [true, 'stdin'],
      description: '`true`: does nothing more, for ever. `stdin`: reads no more, and goes on.',
    },
    close: { const: 'stdin', description: 'Closes its stdin: what comes is lost.' },
    fail: {
      enum: Object.keys(fatalSignals),
      description: 'Crashes: it ends as the signal of this name ends a program, with 128 and its number.',
    },
  }),
  description: 'One step of a program.',
  exactlyOneKeyOf: ['send', 'wait', 'expect', 'attached', 'exit', 'barrier', 'release', 'stall', 'close', 'fail'],
  dependencies: { fd: ['send'] },
};

const reaction = object(
  {
    on: {
      title: 'a text, {base64: …}, {pattern: …, flags: …}, {eof: true}, {signal: …} or {resize: true}',
      type: ['string', 'object'],
      properties: {
        pattern: {
          type: 'string',
          description: 'A JavaScript regular expression, without what looks ahead or behind or refers to other groups.',
        },
        flags: { type: 'string', pattern: '^[imsu]*$', title: 'some of the flags i, m, s, u' },
        base64: the('base64'),
        eof: { const: true, description: 'The end of stdin; seen only when the quirk `stdin-eof-lost` is off.' },
        signal: text('Such as SIGINT; seen only when the quirk `ignores-signals` is off.'),
        resize: { const: true, description: 'A new size of the terminal: `$1` rows, `$2` columns.' },
      },
      additionalProperties: false,
      exactlyOneKeyOf: ['base64', 'pattern', 'eof', 'signal', 'resize'],
      dependencies: { flags: ['pattern'] },
      compiles: true,
    },
    do: listOf(the('step')),
  },
  ['on', 'do'],
);

const programScript: Readonly<Record<keyof ProgramScript, JsonSchema>> = {
  program: the('textMatch', 'The path it is started by; a name without a slash stands for every path that ends in it.'),
  when: the('programMatch'),
  once: flag('Used up by its first process.'),
  steps: listOf(the('step'), 'What it does from its start on.'),
  stdin: listOf(the('step'), 'What it does beside `steps`.'),
  stdout: listOf(the('step'), 'What it does beside `steps`.'),
  reactions: listOf(reaction, 'What it does when something comes, after `steps`.'),
  prompt: text('Written at the start and after every line of stdin, whether a reaction took it or not.'),
  failsToStart: text('It fails to start, with this text.'),
  notFound: { const: true, description: 'It fails to start as a command that does not exist.' },
};

/** The definitions of the programs of containers. */
export const programDefinitions: Readonly<Record<string, JsonSchema>> = {
  step,
  program: { ...object(programScript, ['program']), description: 'A program of the containers of builds.' },
};
