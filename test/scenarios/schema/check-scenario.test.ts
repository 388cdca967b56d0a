import { expect } from 'chai';
import fc from 'fast-check';
import { checkScenario } from '../../../src/scenarios/schema/check-scenario.js';
import { keysOf } from '../../../src/scenarios/data-path.js';
import { scenario } from '../arbitraries.js';

const graph = (...vertices: object[]): object => ({ builds: [{ vertices }] });
const programOf = (parts: object): object => ({ programs: [{ program: 'sh', ...parts }] });
const expectedTextMatch = 'expected a text, {glob: …} or {pattern: …, flags: …}';

describe('checkScenario', () => {
  it('finds nothing wrong with scenarios that can be played', () => {
    fc.assert(fc.property(scenario, (value) => checkScenario(value).length === 0));
  });

  const cases: readonly (readonly [what: string, data: unknown, path: string, message: string])[] = [
    ['no object', null, '', 'expected a scenario; got null'],
    ['a list', [], '', 'expected a scenario; got []'],
    ['a misspelt key', { biulds: [] }, 'biulds', 'no such key; did you mean builds?'],
    [
      'a misspelt key deep down',
      graph({ name: 'a', loggs: [] }),
      'builds[0].vertices[0].loggs',
      'no such key; did you mean logs?',
    ],
    [
      'a misspelt required key, said once',
      programOf({ reactions: [{ onn: 'x', do: [] }] }),
      'programs[0].reactions[0].onn',
      'no such key; did you mean on?',
    ],
    [
      'an unknown key like none',
      { builds: [{ image: { shell: [] } }] },
      'builds[0].image.shell',
      'no such key; choose from entrypoint, cmd, env, user, cwd, users, files',
    ],
    ['a missing key', graph({ takes: 1 }), 'builds[0].vertices[0]', 'lacks the key name'],
    [
      'a number for a text',
      graph({ name: 7 }),
      'builds[0].vertices[0].name',
      'expected a text; got 7: put it in quotes, "7"',
    ],
    [
      'a truth value for a text match',
      { builds: [{ when: { buildArgs: { A: true } } }] },
      'builds[0].when.buildArgs.A',
      `${expectedTextMatch}; got true: put it in quotes, "true"`,
    ],
    ['a text for a truth value', { fallback: 'no' }, 'fallback', 'expected true or false; got "no"'],
    ['a text for a list', { builds: 'x' }, 'builds', 'expected a list; got "x"'],
    [
      'a text for a list match',
      { builds: [{ when: { tags: 'x' } }] },
      'builds[0].when.tags',
      'expected a list (every one of these, in any order, among others) or {exactly: [these in this order]}; got "x"',
    ],
    [
      'a text match of two kinds',
      { builds: [{ when: { target: { glob: 'a', pattern: 'b' } } }] },
      'builds[0].when.target',
      'give exactly one of the keys glob, pattern; got {glob: "a", pattern: "b"}',
    ],
    [
      'flags without a pattern',
      { builds: [{ when: { target: { glob: 'a', flags: 'i' } } }] },
      'builds[0].when.target',
      'flags needs pattern beside it',
    ],
    [
      'bad flags',
      programOf({ steps: [{ expect: { pattern: 'a', flags: 'gi' } }] }),
      'programs[0].steps[0].expect.flags',
      'expected some of the flags i, m, s, u; got "gi"',
    ],
    [
      'a pattern that does not compile',
      programOf({ reactions: [{ on: { pattern: 'a(' }, do: [] }] }),
      'programs[0].reactions[0].on',
      'Invalid regular expression: /a(/: Unterminated group',
    ],
    [
      'flags that do not go together',
      programOf({ steps: [{ expect: { pattern: 'a', flags: 'ii' } }] }),
      'programs[0].steps[0].expect',
      "Invalid flags supplied to RegExp constructor 'ii'",
    ],
    [
      'an unknown code',
      { builds: [{ error: { message: '', code: 'NOT_FUOND' } }] },
      'builds[0].error.code',
      '"NOT_FUOND" is no choice; did you mean NOT_FOUND?',
    ],
    [
      'an error that is OK',
      { builds: [{ error: { message: '', code: 'OK' } }] },
      'builds[0].error.code',
      '"OK" is no choice; choose from CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS, UNAUTHENTICATED',
    ],
    ...['3 s', '', '-1s', '1d', '1s1'].map(
      (takes) =>
        [
          `the duration ${JSON.stringify(takes)}`,
          graph({ name: 'a', takes }),
          'builds[0].vertices[0].takes',
          `expected milliseconds as a number, or a text such as 150ms, 3s, 1m30s, 2h; got ${JSON.stringify(takes)}`,
        ] as const,
    ),
    [
      'a negative duration',
      graph({ name: 'a', logs: [{ text: '', at: -1 }] }),
      'builds[0].vertices[0].logs[0].at',
      'expected milliseconds as a number, a text such as 150ms, 3s, 1m30s, 2h, or {barrier: …}; got -1',
    ],
    [
      'a negative size',
      graph({ name: 'a', statuses: [{ id: 'x', total: -1 }] }),
      'builds[0].vertices[0].statuses[0].total',
      'expected a whole number from 0 to 9007199254740991; got -1',
    ],
    [
      'half a byte',
      graph({ name: 'a', statuses: [{ id: 'x', total: 0.5 }] }),
      'builds[0].vertices[0].statuses[0].total',
      'expected a whole number from 0 to 9007199254740991; got 0.5',
    ],
    [
      'bad base64',
      programOf({ steps: [{ send: { base64: 'a' } }] }),
      'programs[0].steps[0].send.base64',
      'expected bytes in base64; got "a"',
    ],
    [
      'a step with two keys',
      programOf({ steps: [{ exit: 1, stall: true }] }),
      'programs[0].steps[0]',
      'give exactly one of the keys send, wait, expect, attached, exit, barrier, release, stall, close, fail; got {exit: 1, stall: true}',
    ],
    [
      'a step without a key',
      programOf({ steps: [{}] }),
      'programs[0].steps[0]',
      'give exactly one of the keys send, wait, expect, attached, exit, barrier, release, stall, close, fail; got {}',
    ],
    [
      'fd where nothing is sent',
      programOf({ steps: [{ exit: 1, fd: 2 }] }),
      'programs[0].steps[0]',
      'fd needs send beside it',
    ],
    [
      'fd 3',
      programOf({ steps: [{ send: '', fd: 3 }] }),
      'programs[0].steps[0].fd',
      '3 is no choice; choose from 1, 2',
    ],
    ...[-1, 256, 1.5, '1', '$'].map(
      (exit) =>
        [
          `the exit code ${JSON.stringify(exit)}`,
          programOf({ steps: [{ exit }] }),
          'programs[0].steps[0].exit',
          `expected an exit code from 0 to 255, or a group of the reaction's pattern such as $1; got ${JSON.stringify(exit)}`,
        ] as const,
    ),
    [
      'stall: false',
      programOf({ steps: [{ stall: false }] }),
      'programs[0].steps[0].stall',
      'false is no choice; choose from true, stdin',
    ],
    [
      'a reaction to two things',
      programOf({ reactions: [{ on: { eof: true, signal: 'INT' }, do: [] }] }),
      'programs[0].reactions[0].on',
      'give exactly one of the keys base64, pattern, eof, signal, resize; got {eof: true, signal: "INT"}',
    ],
    [
      'an exit with a group that is not there',
      programOf({ reactions: [{ on: { pattern: '(a)|(b)' }, do: [{ exit: '$3' }] }] }),
      'programs[0].reactions[0].do[0].exit',
      '$3 stands for no group: the pattern has 2',
    ],
    [
      'an exit with a group where there is no pattern',
      programOf({ steps: [{ exit: '$1' }] }),
      'programs[0].steps[0].exit',
      '$1 stands for no group: there is no pattern with groups',
    ],
    [
      'a reaction to nothing',
      programOf({ reactions: [{ on: { pattern: 'x*' }, do: [] }] }),
      'programs[0].reactions[0].on',
      'matches when nothing has come yet: ask for at least a character',
    ],
    [
      'waiting for nothing',
      programOf({ steps: [{ expect: '' }] }),
      'programs[0].steps[0].expect',
      'matches when nothing has come yet: ask for at least a character',
    ],
    [
      'a name used twice',
      graph({ name: 'a' }, { name: 'b' }, { name: 'a' }),
      'builds[0].vertices[2].name',
      '"a" is the name of builds[0].vertices[0] already: make it unique',
    ],
    [
      'an input that is nearly there',
      graph({ name: '[1/2] FROM alpine' }, { name: 'b', inputs: ['[1/2] FROM alpin'] }),
      'builds[0].vertices[1].inputs[0]',
      'no vertex is named "[1/2] FROM alpin"; did you mean "[1/2] FROM alpine"?',
    ],
    [
      'an input like none',
      graph({ name: 'a', inputs: ['nothing'] }),
      'builds[0].vertices[0].inputs[0]',
      'no vertex is named "nothing"',
    ],
    [
      'a log after the end of its vertex',
      graph({ name: 'a', takes: '3s', logs: [{ text: '' }, { text: '', at: '4s' }] }),
      'builds[0].vertices[0].logs[1]',
      'begins after its vertex, which takes 3s: give that more time',
    ],
    [
      'progress that ends after its vertex',
      graph({ name: 'a', restarts: [{ takes: 10, statuses: [{ id: 'x', at: 5, takes: 6 }] }] }),
      'builds[0].vertices[0].restarts[0].statuses[0]',
      'ends after its vertex, which takes 10: give that more time',
    ],
    [
      'a time of more than a hundred years',
      graph({ name: 'a', takes: '900000h' }),
      'builds[0].vertices[0].takes',
      '900000h is longer than a hundred years',
    ],
    [
      'a time beyond all numbers',
      graph({ name: 'a', takes: 1e308 }),
      'builds[0].vertices[0].takes',
      'expected milliseconds as a number, or a text such as 150ms, 3s, 1m30s, 2h; got 1e+308',
    ],
    [
      'a program that waits for ever and a day',
      programOf({ stdout: [{ wait: '99999999m' }] }),
      'programs[0].stdout[0].wait',
      '99999999m is longer than a hundred years',
    ],
    [
      'a generated text without its size',
      graph({ name: 'a', logs: [{ text: { repeat: 'x' } }] }),
      'builds[0].vertices[0].logs[0].text',
      'repeat needs bytes beside it',
    ],
    [
      'a generated text without a character',
      graph({ name: 'a', logs: [{ text: { repeat: '', bytes: 9 } }] }),
      'builds[0].vertices[0].logs[0].text.repeat',
      'expected a text of at least a character; got ""',
    ],
    [
      'a generated text of many gigabytes',
      programOf({ steps: [{ send: { repeat: 'x', bytes: 9e9 } }] }),
      'programs[0].steps[0].send.bytes',
      'expected a whole number from 0 to 67108864; got 9000000000',
    ],
    [
      'a log in no pieces',
      graph({ name: 'a', logs: [{ text: 'x', pieces: 0 }] }),
      'builds[0].vertices[0].logs[0].pieces',
      'expected a whole number from 1 to 100000; got 0',
    ],
    [
      'a limit below none',
      { builds: [{ logLimits: { size: -2 } }] },
      'builds[0].logLimits.size',
      'expected a whole number from -1 to 9007199254740991; got -2',
    ],
    [
      'a barrier without a name',
      graph({ name: 'a', until: {} }),
      'builds[0].vertices[0].until',
      'lacks the key barrier',
    ],
    [
      'a crash by a signal that ends nothing',
      programOf({ steps: [{ fail: 'SIGSEV' }] }),
      'programs[0].steps[0].fail',
      '"SIGSEV" is no choice; did you mean SIGSEGV?',
    ],
    [
      'a fault in a thousand years',
      { faults: [{ rpc: 'Info', at: { after: '9000000h' }, do: { drop: true } }] },
      'faults[0].at.after',
      '9000000h is longer than a hundred years',
    ],
    [
      'a recording of a thousand years',
      { builds: [{ recorded: { messages: [], takes: '9000000h' } }] },
      'builds[0].recorded.takes',
      '9000000h is longer than a hundred years',
    ],
    [
      'a recording that goes back in time',
      { builds: [{ recorded: { messages: [{ at: '5s' }, { at: '1s' }] } }] },
      'builds[0].recorded.messages[1].at',
      '1s is before the message before it, which is at 5s',
    ],
    [
      'a time without an end',
      { builds: [{ vertices: [{ name: 'a', takes: Number.POSITIVE_INFINITY }] }] },
      'builds[0].vertices[0].takes',
      'expected milliseconds as a number, or a text such as 150ms, 3s, 1m30s, 2h; got Infinity',
    ],
    [
      'more updates than memory has room for',
      graph({
        name: 'a',
        statuses: Array.from({ length: 5 }, (_, i) => ({ id: `${i}`, updates: 100_000 })),
        restarts: [{ logs: Array.from({ length: 6 }, () => ({ text: 'x', pieces: 100_000 })) }],
      }),
      'builds[0].vertices[0].restarts[0].logs[5].pieces',
      'a build has at most 1000000 pieces of logs and updates in all',
    ],
    [
      'a long glob',
      { builds: [{ when: { target: { glob: 'a*'.repeat(1001) } } }] },
      'builds[0].when.target.glob',
      `expected a glob of at most 2000 characters; got "${'a*'.repeat(40)}"… (2002 characters)`,
    ],
    [
      'a pattern that only backtracking can match',
      programOf({ reactions: [{ on: { pattern: '^(a|aa)+\\1$' }, do: [] }] }),
      'programs[0].reactions[0].on',
      '"^(a|aa)+\\\\1$": what refers to another group can take for ever to match, and is not taken',
    ],
    [
      'waiting for no bytes',
      programOf({ stdin: [{ expect: { base64: '' } }] }),
      'programs[0].stdin[0].expect',
      'matches when nothing has come yet: ask for at least a character',
    ],
    [
      'a size of the terminal with three groups',
      programOf({ reactions: [{ on: { resize: true }, do: [{ exit: '$3' }] }] }),
      'programs[0].reactions[0].do[0].exit',
      '$3 stands for no group: the pattern has 2',
    ],
    [
      'a cycle',
      graph({ name: 'x' }, { name: 'a', inputs: ['c'] }, { name: 'b' }, { name: 'c' }),
      'builds[0].vertices',
      'the graph has a cycle: "a" waits for "c" waits for "b" waits for "a"',
    ],
    [
      'a vertex that waits for itself',
      graph({ name: 'a', inputs: ['a'] }),
      'builds[0].vertices',
      'the graph has a cycle: "a" waits for "a"',
    ],
  ];
  for (const [what, data, path, message] of cases) {
    it(`refuses ${what}`, () => expect(checkScenario(data)).to.deep.equal([{ path, message }]));
  }

  it('takes a chain of many thousand vertices, in any order', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => ({ name: `v${i}`, inputs: i === 0 ? [] : [`v${i - 1}`] }));
    expect(checkScenario(graph(...chain.toReversed()))).to.deep.equal([]);
  });

  it('says where: every problem has the path of something that is there, or of the key that should not be', () => {
    // Puts a value that fits nowhere somewhere into a scenario.
    const broken = fc.tuple(scenario, fc.nat()).map(([value, choice]) => {
      const data = structuredClone(value);
      const holders: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
      const visit = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return;
        for (const key of Object.keys(node)) {
          holders.push({ holder: node as Record<string, unknown>, key });
          visit((node as Record<string, unknown>)[key]);
        }
      };
      visit(data);
      const chosen = holders[choice % holders.length];
      if (chosen !== undefined) chosen.holder[chosen.key] = null;
      return { data, isBroken: chosen !== undefined };
    });
    fc.assert(
      fc.property(broken, ({ data, isBroken }) => {
        const problems = checkScenario(data);
        expect(problems.length > 0).to.equal(isBroken);
        for (const { path } of problems) {
          let here: unknown = data;
          for (const key of keysOf(path)) here = (here as Record<string | number, unknown>)[key];
          expect(here, path).to.equal(null);
        }
      }),
    );
  });
});
