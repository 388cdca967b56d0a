import { expect } from 'chai';
import { catalogue } from '../../src/scenarios/index.js';
import { runCli } from './run-cli.js';

const lists: readonly (readonly string[])[] = [
  ['scenarios', 'list'],
  ['conformance', '--list'],
  ['conformance', '--mutant', 'list'],
];

describe('buildx-testkit … --json', () => {
  for (const list of lists) {
    it(`${list.join(' ')}: has the rows that the lines have, in their order`, async () => {
      const [lines, json] = [await runCli(list), await runCli([...list, '--json'])];
      expect([json.code, json.err]).to.deep.equal([0, '']);
      const rows = JSON.parse(json.out) as Record<string, unknown>[];
      const texts = lines.out.trimEnd().split('\n');
      expect(rows).to.have.lengthOf(texts.length);
      for (const [i, row] of rows.entries()) {
        expect(texts[i]?.split(' ')[0]).to.equal(row['id'] ?? row['name']);
        expect(texts[i]).to.include(String(row['title'] ?? row['does']));
      }
    });
  }

  it('scenarios list: says as what serve plays one, where that matters', async () => {
    const rows = JSON.parse((await runCli(['scenarios', 'list', '--json'])).out) as Record<string, unknown>[];
    for (const { name, revision, server } of catalogue) {
      const row = rows.find((one) => one['name'] === name);
      expect([name, row?.['revision'], row?.['server']]).to.deep.equal([name, revision, server]);
    }
  });

  it('is refused where there is no list', async () => {
    const { code, err } = await runCli(['conformance', '--json']);
    expect(code).to.equal(2);
    expect(err).to.include('--json is for --list and --mutant list; the report as JSON is --report json=-');
  });
});
