import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCli } from '../../cli/run-cli.js';

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

/** What is in the file, and what is said of it. */
const hostile: Readonly<Record<string, readonly [text: string, said: RegExp]>> = {
  'deep JSON': [deep, /deeper than/],
  'JSON that is not quite as deep': [`${'['.repeat(5000)}${']'.repeat(5000)}`, /deeper than/],
  'deep YAML': [`${deep} # and no JSON`, /deeper than|not YAML|no YAML/],
  'deep maps of YAML': [`${'{a: '.repeat(1000)}1${'}'.repeat(1000)}`, /deeper than/],
  'a list that holds itself': ['&a [*a]', /holds itself/],
  'a map that holds itself': ['&a { id: *a }', /holds itself/],
  'a list in a list that holds itself': ['- &a { id: X, signature: [*a] }', /holds itself/],
  'an alias without an anchor': ['[*a]', /no anchor|Unresolved alias/],
  'aliases that grow without end': [
    Array.from({ length: 40 }, (_, at) => `- &a${at} [${at === 0 ? '1' : `*a${at - 1}, *a${at - 1}`}]`).join('\n'),
    /more than 2000000 values/,
  ],
};

const readers: Readonly<Record<string, (file: string) => readonly string[]>> = {
  '--known-failing': (file) => ['conformance', '--only', 'INFO-001', '--known-failing', file],
  '--fixtures': (file) => ['conformance', '--target', '127.0.0.1:1', '--fixtures', file],
  '--replay': (file) => ['conformance', '--replay', file],
  'conformance merge': (file) => ['conformance', 'merge', file, file],
  'scenarios validate': (file) => ['scenarios', 'validate', file],
  serve: (file) => ['serve', file],
};

describe('Files that are made to break what reads them', () => {
  const directory = mkdtempSync(join(tmpdir(), 'data-file-'));
  after(() => rmSync(directory, { recursive: true }));

  it('are wrong journals, too', async () => {
    const file = join(directory, 'calls.jsonl');
    const line = { time: 0, kind: 'request', rpc: 'Build', call: 1, message: 0 };
    writeFileSync(file, JSON.stringify(line).replace(/0}$/, `${deep}}`));
    const out = join(directory, 'out.yaml');
    const { code, err } = await runCli(['record', '--from-journal', file, '--revision', '2023-04', '--out', out]);
    expect(err).to.match(/line 1: it nests deeper than/);
    expect(code).to.equal(2);
  });

  for (const [reader, args] of Object.entries(readers)) {
    for (const [index, [what, [text, said]]] of Object.entries(hostile).entries()) {
      it(`are a wrong file, and nothing of ours that broke: ${what}, given to ${reader}`, async () => {
        const file = join(directory, `${index}.yaml`);
        writeFileSync(file, text);
        const { code, err } = await runCli([...args(file)]);
        expect(err).to.match(reader === 'serve' || reader.startsWith('scenarios') ? /\.yaml/ : said);
        expect(code).to.equal(2);
      });
    }
  }
});
