import { expect } from 'chai';
import { parseScenario, ScenarioError, type ScenarioFormat } from '../../../src/scenarios/index.js';

function many(count: number, part: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => part(i)).join();
}

function linesOf(text: string, format: ScenarioFormat): readonly string[] {
  try {
    parseScenario(text, { format, filename: 'FILE' });
  } catch (error) {
    if (error instanceof ScenarioError) return error.message.split('\n');
    throw error;
  }
  throw new Error('it was taken');
}

/** Each of these took minutes or all memory in some way of reading it; mocha's time limit is the bound. */
describe('Bad input that is large', () => {
  const cases: readonly (readonly [
    what: string,
    text: string,
    format: ScenarioFormat,
    first: RegExp,
    lines?: number,
  ])[] = [
    ['a map of YAML with many keys', `{${many(5000, (i) => `k${i}: 1`)}}`, 'yaml', /^FILE:1:2: k0: no such key/],
    [
      'more words than the YAML library reads in seconds',
      `builds: [${'1,'.repeat(300_000)}]`,
      'yaml',
      /^FILE:1:\d+: more than 500000 words and signs$/,
      1,
    ],
    [
      'megabytes that are no base64',
      sends(`"base64":"${'AAAA'.repeat(1_000_000)}*"`),
      'json',
      /send\.base64: expected bytes in base64/,
    ],
    [
      'megabytes of a duration',
      `{"builds":[{"vertices":[{"name":"a","takes":"${'1s'.repeat(1_000_000)}"}]}]}`,
      'json',
      /takes: expected milliseconds/,
    ],
    [
      'many things that are wrong',
      `{"builds":[${many(11_000, () => '{"x":1}')}]}`,
      'json',
      /builds\[0\]\.x: no such key/,
      1,
    ],
    [
      'some things that are wrong',
      `{"builds":[${many(1000, () => '{"x":1}')}]}`,
      'json',
      /^FILE:1:13: builds\[0\]\.x: no such key/,
      21,
    ],
    [
      'many names that are twice',
      `{"builds":[{"vertices":[${many(3000, () => '{"name":"a"}')}]}]}`,
      'json',
      /make it unique$/,
      21,
    ],
    [
      'many inputs that are not there',
      `{"builds":[{"vertices":[${many(11_000, (i) => `{"name":"vertex${i}"}`)},{"name":"z","inputs":[${many(5000, (i) => `"vrtex${i}"`)}]}]}]}`,
      'json',
      /inputs\[0\]: no vertex is named "vrtex0"$/,
      21,
    ],
    [
      'a long cycle',
      `{"builds":[{"vertices":[{"name":"v0","inputs":["v4999"]},${many(4999, (i) => `{"name":"v${i + 1}"}`)}]}]}`,
      'json',
      /the graph has a cycle: "v0" waits for "v4999" .{100,250} waits for … \(5000 vertices\)$/,
      1,
    ],
    ['a long key', `{"${'x'.repeat(1_000_000)}":1}`, 'json', /^FILE:1:2: x{500}…: no such key/, 1],
    [
      'many patterns',
      `{"builds":[${many(3000, () => '{"when":{"target":{"pattern":".{1000}"}}}')}]}`,
      'json',
      /^FILE:1:\d+: builds\[2000\]\.when\.target: a scenario has at most 2000 patterns$/,
      1,
    ],
  ];
  for (const [what, text, format, first, count] of cases) {
    it(`is refused: ${what}`, () => {
      const lines = linesOf(text, format);
      expect(lines[0]!.slice(0, 1000)).to.match(first);
      if (count !== undefined) expect(lines).to.have.lengthOf(count);
    });
  }

  it('is no good input: megabytes of base64 and of text are taken', () => {
    for (const data of [`"base64":"${'AAAA'.repeat(1_000_000)}"`, `"repeat":"${'\\"'.repeat(1_000_000)}","bytes":1`])
      expect(() => parseScenario(sends(data), { format: 'json' })).to.not.throw();
  });
});

function sends(data: string): string {
  return `{"programs":[{"program":"p","steps":[{"send":{${data}}}]}]}`;
}
