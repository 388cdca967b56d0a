import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

const run = promisify(execFile);

/** What a revision is added by: its messages, its row, and a fact. */
function addRevision(home: string): void {
  const proto = readFileSync(join(home, 'proto/0.18/controller.proto'), 'utf8');
  mkdirSync(join(home, 'proto/0.24'));
  // A number that it moves, so that it cannot speak what the one before it spoke.
  writeFileSync(join(home, 'proto/0.24/controller.proto'), proto.replace('string Target = 21;', 'string Target = 40;'));
  replace(
    join(home, 'src/protocol/revisions.ts'),
    '} as const satisfies',
    "  '0.24': { version: 'v0.24.1', revision: '0123456789abcdef0123456789abcdef01234567' },\n} as const satisfies",
  );
  replace(
    join(home, 'src/protocol/behaviour.ts'),
    "    since: '0.18',\n    section: '§3.4',",
    "    since: '0.18',\n    until: '0.18',\n    section: '§3.4',",
  );
}

function replace(file: string, what: string, by: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).to.contain(what);
  writeFileSync(file, text.replace(what, by));
}

const usesIt = `
import { FakeController } from './dist/index.js';
import { parseRevision, revisions } from './dist/protocol/index.js';
const fake = await FakeController.start({ revision: '0.24' });
const client = fake.client();
await client.build({ contextPath: '.', target: 'test' });
const { message } = await client.rpc.disconnect({ ref: '' }).catch((error) => error);
console.log(JSON.stringify({
  revisions,
  target: fake.lastRequest('Build').options.target,
  named: parseRevision('v0.24.1'),
  info: (await client.rpc.info()).buildxVersion.version,
  message,
}));
await fake.stop();
`;

describe('A revision that is made up', function () {
  this.timeout(120_000);
  let home: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'made-up-'));
    for (const name of [
      'proto',
      'scripts',
      'src',
      'package.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'assets',
      'schema',
    ])
      cpSync(name, join(home, name), { recursive: true });
    rmSync(join(home, 'src/protocol/generated'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(home, 'node_modules'));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  it('is spoken by the fake and held by the suite, with nothing else than its messages, its row and a fact', async () => {
    addRevision(home);
    const options = { cwd: home };
    await run(process.execPath, ['scripts/generate-protocol.js'], options);
    await run(process.execPath, ['scripts/bundle.js'], options);
    writeFileSync(join(home, 'uses-it.mjs'), usesIt);
    const { stdout } = await run(process.execPath, ['uses-it.mjs'], options);
    expect(JSON.parse(stdout)).to.deep.equal({
      revisions: ['2023-04', '0.11', '0.12', '0.14', '0.16', '0.17', '0.18', '0.24'],
      target: 'test',
      named: '0.24',
      info: 'v0.24.1',
      message: 'Disconnect: UNKNOWN: disconnect: empty key',
    });
    const ids = 'DISC-001,OPTION-001,XPORT-023,BUILD-006,INSPECT-001';
    const args = [
      'dist/cli/main.js',
      'conformance',
      '--target',
      'fake',
      '--revision',
      '0.24',
      '--only',
      ids,
      '--runs',
      '3',
    ];
    const { stdout: report } = await run(process.execPath, args, options);
    expect(report).to.match(/5 requirements .*: 5 pass/);
  });
});
