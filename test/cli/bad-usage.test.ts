import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.js';

describe('a command line that makes no sense', () => {
  let directory = '';
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'buildx-testkit-test-'));
    writeFileSync(join(directory, 'bad.yaml'), 'builds:\n  suceeds: { contextPath: /src }\n');
    writeFileSync(join(directory, 'bad-type.yaml'), 'builds:\n  succeeds: { tags: one }\n');
    writeFileSync(
      join(directory, 'twin.json'),
      '[{ "id": "INFO-001", "signature": "x",\n  "signature": "y", "reason": "z" }]',
    );
    writeFileSync(join(directory, 'twin.yaml'), 'builds:\n  succeeds: {}\n  succeeds: {}\n');
    writeFileSync(join(directory, 'twins.json'), '{ "name": "x",\n  "builds": [], "name": "y" }');
    writeFileSync(join(directory, 'not.yaml'), '{ a: [');
    writeFileSync(join(directory, 'known.yaml'), '- { id: NONE-001, signature: x, reason: y }\n');
    writeFileSync(join(directory, 'known-twice.yaml'), '- &a { id: INFO-001, signature: x, reason: y }\n- *a\n');
    writeFileSync(join(directory, 'known-pattern.yaml'), '- { id: INFO-001, signature: "/(/", reason: y }\n');
    writeFileSync(join(directory, 'known-short.yaml'), '- { id: INFO-001, reason: y }\n');
    writeFileSync(join(directory, 'empty-report.json'), '{ "schema": 1, "requirements": [] }');
    writeFileSync(join(directory, 'scenario.yaml'), 'builds:\n  - vertexes: []\n');
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  const cases: readonly [string, string][] = [
    ['conformanc', "unknown command 'conformanc' (Did you mean conformance?): see buildx-testkit --help"],
    ['conformance --strct', "unknown option '--strct' (Did you mean --strict?): see buildx-testkit conformance --help"],
    ['conformance --runs 0', 'bad --runs "0": give a whole number of 1 or more: see buildx-testkit conformance --help'],
    ['conformance --timeout 5', 'bad --timeout "5": give a time such as 500ms, 10s or 1m30s'],
    ['conformance --level most', 'bad --level "most": give must, should or observed'],
    [
      'conformance --report jnit=x.xml',
      'bad --report "jnit=x.xml": no such format (did you mean junit?); the formats are',
    ],
    ['conformance --report pdf=x', 'bad --report "pdf=x": no such format; the formats are json, junit'],
    ['conformance --report json=DIR/no/x.json', 'cannot write the report DIR/no/x.json: no such file or directory'],
    [
      'conformance --revision 0.24',
      'unknown revision "0.24"; the revisions are 2023-04, 0.11, 0.12 (v0.12 and v0.13), 0.14',
    ],
    ['conformance --only INFO-0001', 'no requirement "INFO-0001" (did you mean INFO-001?): --list shows them all'],
    ['conformance --skip NONSENSE', 'no requirement "NONSENSE": --list shows them all'],
    ['conformance --only XPORT-003 --revision 0.12', 'XPORT-003 is about revision 2023-04, and the target speaks 0.12'],
    ['conformance --quirks no-such', 'unknown quirk "no-such": give all, none, or names of docs/fake-controller.md'],
    [
      'serve --quirks single-status-chanel',
      'unknown quirk "single-status-chanel" (did you mean single-status-channel?)',
    ],
    [
      'conformance --target contaner',
      'no target "contaner" (did you mean container?): give fake, container, or an address',
    ],
    ['conformance --target tcp://x', 'bad address "tcp://x": expected unix:///path'],
    ['conformance --target 127.0.0.1:1 --quirks all', '--quirks is for --target fake: leave it out'],
    ['conformance --restart-command x', '--restart-command is for a target at an address: leave it out'],
    ['conformance --fixtures x', '--fixtures is for a target at an address: leave it out'],
    ['conformance --path 0:1', '--path needs --only ID and --seed N'],
    ['conformance --only XPORT-001 --seed 1 --path x', 'bad path "x": a counterexample\'s path looks like 3:0:1'],
    ['conformance --replay x --seed 1', '--replay brings its own --only, --seed and --path: leave them out'],
    ['conformance --shard 3/2 --seed 1', 'bad --shard "3/2": give I/N, such as 1/3, 2/3 or 3/3'],
    ['conformance --shard 1/2', '--shard needs --seed N, the same for all shards'],
    ['conformance --shard 1/2 --replay x', '--replay runs all of it: leave --shard out'],
    ['conformance --budget 1m --only INFO-001 --seed 1 --path 0', '--path runs each input once: leave --budget out'],
    [
      'conformance --only INFO-001 --seed 1 --shard 1/2',
      '1 requirement cannot be divided into 2 shards: give at most 1',
    ],
    ['conformance --update-known-failing', '--update-known-failing needs --known-failing FILE'],
    ['conformance merg', 'conformance has no verb "merg" (did you mean merge?); there are merge, fixtures'],
    ['conformance merge', "missing required argument 'REPORT.json': see buildx-testkit conformance merge --help"],
    ['conformance merge DIR/no.json', 'cannot read DIR/no.json: no such file or directory'],
    [
      'conformance merge DIR/empty-report.json',
      "DIR/empty-report.json: the file: must have required property 'target'",
    ],
    ['conformance fixtures', "required option '--out"],
    ['conformance fixtures --out DIR/bad.yaml/x', 'cannot write DIR/bad.yaml/x: not a directory'],
    ['conformance --replay DIR/no.json', 'cannot read DIR/no.json: no such file or directory'],
    ['conformance --replay DIR/known.yaml', 'DIR/known.yaml: the file: [{"id":"NONE-001"'],
    ['conformance --replay DIR/empty-report.json', 'nothing to replay: the report holds no counterexample'],
    [
      'conformance --target 127.0.0.1:1 --fixtures DIR/bad.yaml',
      'DIR/bad.yaml: builds: no such field "suceeds" (did you mean succeeds?); there are succeeds, failsInStep',
    ],
    [
      'conformance --target 127.0.0.1:1 --fixtures DIR/bad-type.yaml',
      'DIR/bad-type.yaml: builds.succeeds.tags: "one" must be array',
    ],
    [
      'conformance --target 127.0.0.1:1 --fixtures DIR/not.yaml',
      'DIR/not.yaml:1:7: no YAML or JSON: Flow sequence in block collection',
    ],
    ['conformance --known-failing DIR/twin.json', 'DIR/twin.json:2:3: a key that is there already'],
    ['conformance --target 127.0.0.1:1 --fixtures DIR/twin.yaml', 'DIR/twin.yaml:3:3: a key that is there already'],
    ['serve DIR/twins.json', 'DIR/twins.json:2:17: a key that is there already'],
    ['conformance --known-failing DIR/known.yaml', 'no requirement "NONE-001"'],
    ['conformance --known-failing DIR/known-twice.yaml', 'DIR/known-twice.yaml: 1.id: INFO-001 is listed twice'],
    [
      'conformance --known-failing DIR/known-pattern.yaml',
      'DIR/known-pattern.yaml: 0.signature: Invalid regular expression',
    ],
    [
      'conformance --known-failing DIR/known-short.yaml',
      "DIR/known-short.yaml: 0: must have required property 'signature'",
    ],
    ['serve --listen nowhere', 'bad address "nowhere"'],
    [`serve --listen unix:///${'x'.repeat(200)}`, "the path has 201 bytes, and a socket's path at most 107"],
    ['serve DIR/no.yaml', 'DIR/no.yaml: no such file'],
    ['serve DIR/scenario.yaml', 'DIR/scenario.yaml:2:5: builds[0]'],
    ['serve --journal DIR/no/x', 'cannot write the journal DIR/no/x: no such file or directory'],
    ['serve --clock manual', 'bad --clock "manual": Allowed choices are real, auto'],
    ['scenarios validate', "missing required argument 'FILE': see buildx-testkit scenarios validate --help"],
    ['scenarios validate DIR/scenario.yaml', 'DIR/scenario.yaml:2:5: builds[0]'],
  ];
  for (const [line, text] of cases) {
    it(`is told so in one line: ${line.slice(0, 90)}`, async () => {
      const args = line.split(' ').map((word) => word.replace('DIR', directory));
      const { code, out, err } = await runCli(args);
      expect(err).to.match(/^buildx-testkit: [^\n]+\n$/);
      expect(err).to.contain(text.replaceAll('DIR', directory));
      expect({ code, out }).to.deep.equal({ code: 2, out: '' });
    });
  }

  it('is shown the help when it has no verb', async () => {
    const { code, err } = await runCli([]);
    expect(code).to.equal(2);
    expect(err).to.match(/^Usage: buildx-testkit/);
  });
});

describe('a target that is not there', () => {
  it('is unreachable when nobody listens', async () => {
    const { code, err } = await runCli(['conformance', '--target', 'unix:///nowhere/at/all.sock']);
    expect(code).to.equal(3);
    expect(err).to.equal(
      'buildx-testkit: nothing answers at unix:///nowhere/at/all.sock (there is no such socket): ' +
        'start the controller, or check the address\n',
    );
  });

  it('is unreachable when an HTTP server listens', async () => {
    const server = createHttpServer((_, response) => response.end('hello'));
    const { code, err } = await runCli(['conformance', '--target', await listen(server)]);
    server.close();
    expect(code).to.equal(3);
    expect(err).to.match(/^buildx-testkit: what listens at 127\.0\.0\.1:\d+ does not answer as a gRPC server .*\n$/);
  });

  it('is unreachable when what listens says nothing', async () => {
    const server = createServer();
    const { code, err } = await runCli(['conformance', '--timeout', '200ms', '--target', await listen(server)]);
    server.close();
    expect(code).to.equal(3);
    expect(err).to.match(/^buildx-testkit: 127\.0\.0\.1:\d+ accepts connections but does not answer Info: .*\n$/);
  });
});

async function listen(server: HttpServer | Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
