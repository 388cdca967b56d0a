import { expect } from 'chai';
import { parseScenario, ScenarioError, type ScenarioFormat } from '../../../src/scenarios/index.js';

function refusalOf(text: string, format: ScenarioFormat, filename = `s.${format}`): string {
  try {
    parseScenario(text, { format, filename });
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  throw new Error('it was taken');
}

describe('parseScenario', () => {
  it('reads YAML with comments, anchors and a schema for editors', () => {
    const text = [
      '# yaml-language-server: $schema=./scenario.schema.json',
      '$schema: ./scenario.schema.json',
      'builds:',
      '  - vertices: &graph [{ name: a, takes: 1m30s }]',
      '  - vertices: *graph',
    ].join('\n');
    const vertices = [{ name: 'a', takes: '1m30s' }];
    const scenario = parseScenario(text);
    expect(scenario).to.deep.equal({ builds: [{ vertices }, { vertices }] });
    expect(scenario.builds?.[0]?.vertices, 'shared by reference').to.not.equal(scenario.builds?.[1]?.vertices);
  });

  it('reads a text that begins with a byte order mark, in both formats', () => {
    expect(parseScenario('\uFEFFname: x')).to.deep.equal({ name: 'x' });
    expect(parseScenario('\uFEFF{"name": "x"}', { format: 'json' })).to.deep.equal({ name: 'x' });
  });

  it('lists everything that is wrong in the order of the file, each with file, line and column', () => {
    const text = [
      'programs:',
      '  - program: sh',
      '    steps:',
      '      - exit: 300',
      'builds:',
      '  - verticies: []',
      '  - vertices:',
      '      - name: 7',
      '      - {name: a, takes: soon}',
    ].join('\n');
    expect(refusalOf(text, 'yaml').split('\n')).to.deep.equal([
      "s.yaml:4:9: programs[0].steps[0].exit: expected an exit code from 0 to 255, or a group of the reaction's pattern such as $1; got 300",
      's.yaml:6:5: builds[0].verticies: no such key; did you mean vertices?',
      's.yaml:8:9: builds[1].vertices[0].name: expected a text; got 7: put it in quotes, "7"',
      's.yaml:9:19: builds[1].vertices[1].takes: expected milliseconds as a number, or a text such as 150ms, 3s, 1m30s, 2h; got "soon"',
    ]);
  });

  it('counts what is wrong beyond twenty', () => {
    const text = `builds: [${'{x: 1},'.repeat(30)}]`;
    const lines = refusalOf(text, 'yaml').split('\n');
    expect(lines).to.have.lengthOf(21);
    expect(lines[20]).to.equal('… and 10 more');
  });

  it('tells the place in JSON, and behind an alias', () => {
    expect(refusalOf('{\n  "builds": [{"x": 1}]\n}', 'json')).to.match(/^s\.json:2:15: builds\[0\]\.x: no such key/);
    expect(
      refusalOf('name: &n {x: 1}\ndescription: *n', 'yaml')
        .split('\n')
        .map((line) => line.split(':').slice(1, 4).join(':')),
    ).to.deep.equal(['1:1: name', '2:1: description']);
    const shared = refusalOf('builds: [{vertices: &v [{name: a, x: 1}]}, {vertices: *v}]', 'yaml').split('\n');
    expect(shared.map((line) => line.slice(0, line.indexOf(': no such key')))).to.deep.equal([
      's.yaml:1:35: builds[0].vertices[0].x',
      's.yaml:1:35: builds[1].vertices[0].x',
    ]);
  });

  const refused: readonly (readonly [what: string, text: string, format: ScenarioFormat, message: string | RegExp])[] =
    [
      ['an empty file', '', 'yaml', 's.yaml:1:1: expected a scenario; got null'],
      ['text', 'hello', 'yaml', 's.yaml:1:1: expected a scenario; got "hello"'],
      ['a list that is not closed', 'builds: [\n', 'yaml', /^s\.yaml:2:1: not YAML: .+$/],
      ['a key that is there twice', 'name: a\nname: b', 'yaml', 's.yaml:2:1: not YAML: Map keys must be unique'],
      [
        'a key that is there twice, in JSON',
        '{"name": "a",\n"name": "b"}',
        'json',
        's.json:2:1: a key that is there already',
      ],
      ['a tag', 'name: !!binary aGk=', 'yaml', 's.yaml:1:7: not YAML: Unresolved tag: tag:yaml.org,2002:binary'],
      ['two documents', 'name: a\n---\nname: b', 'yaml', /^s\.yaml:2:1: not YAML: Source contains multiple documents/],
      ['an alias without an anchor', 'name: *x', 'yaml', 's.yaml:1:7: there is no anchor &x before *x'],
      ['an anchor that holds itself', 'builds: &a [*a]', 'yaml', 's.yaml:1:13: &a holds itself: *a'],
      ['YAML for JSON', 'name: x', 'json', /^s\.json:1:\d+: not JSON: Unexpected token/],
      ['JSON with a comma too many', '{\n"name": "x",\n}', 'json', /^s\.json:3:1: not JSON: /],
      ['half of JSON', '{"name": ', 'json', 's.json:1:10: not JSON: Unexpected end of JSON input'],
      ...['[', '{', '- ', '? '].flatMap((nest) =>
        [250, 1000, 20_000].map(
          (depth) =>
            [`${depth} times ${nest}`, nest.repeat(depth), 'yaml', /^s\.yaml:1:\d+: nested too deeply$/] as const,
        ),
      ),
      ['20000 lists that are not closed, as JSON', '['.repeat(20_000), 'json', /^s\.json:1:20001: not JSON: /],
      ['20000 lists as JSON', '['.repeat(20_000) + ']'.repeat(20_000), 'json', /^s\.json:1:\d+: nested too deeply$/],
      ['YAML for JSON, deep', '- '.repeat(20_000), 'json', /^s\.json:1:\d+: /],
      [
        'deep details',
        `{"builds":[{"error":{"message":"","details":[{"typeUrl":"","json":${'['.repeat(100)}${']'.repeat(100)}}]}}]}`,
        'json',
        /^s\.json:1:\d+: builds\[0\]\.error\.details\[0\]\.json\S*: nested more than 64 deep/,
      ],
    ];
  for (const [what, text, format, message] of refused) {
    it(`refuses ${what}`, () => {
      if (typeof message === 'string') expect(refusalOf(text, format)).to.equal(message);
      else expect(refusalOf(text, format)).to.match(message);
    });
  }

  it('refuses a YAML bomb without setting it off', () => {
    const levels = [...'bcdefghi'].map(
      (name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[i]}`).join(',')}]`,
    );
    expect(refusalOf(['a: &a [x]', ...levels].join('\n'), 'yaml')).to.equal(
      's.yaml:7:35: it comes to more than 2000000 values',
    );
    const wide = `a: &a [${'x,'.repeat(2000)}]\nb: [${'*a,'.repeat(2000)}]`;
    expect(refusalOf(wide, 'yaml')).to.match(/^s\.yaml:2:\d+: it comes to more than 2000000 values$/);
    const often = `name: &a x\nbuilds: [${'{name: *a},'.repeat(10_001)}]`;
    expect(refusalOf(often, 'yaml')).to.match(/^s\.yaml:2:\d+: more than 10000 aliases$/);
  });

  it('refuses a text of a hundred megabytes before it reads it', () => {
    const text = `name: ${'x'.repeat(100_000_000)}`;
    for (const format of ['yaml', 'json'] as const) {
      expect(refusalOf(text, format)).to.equal(
        `s.${format}: too large: 100000006 characters, and the most are 10485760`,
      );
    }
  });
});
