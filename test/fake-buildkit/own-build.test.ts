import { expect } from 'chai';
import { FakeBuildKit } from '../../src/fake-buildkit/fake-buildkit.js';
import type { FakeBuildKitOptions } from '../../src/fake-buildkit/options.js';
import { FileSync } from '../../src/protocol/buildkit/service.js';
import type { StringMap } from '../../src/protocol/messages.js';
import { type Answer, BuildClient } from '../session-tunnel/build-client.js';
import { answersOf, directory, type Possessions, sender, type Told } from '../session-tunnel/client-answers.js';
import type { BuildScript } from '../../src/scenarios/model/build-script.js';
import type { ScenarioInput } from '../../src/scenarios/to-scenario.js';
import { build as build_ } from '../../src/index.js';
import { build, type Outcome } from './client.js';

type ScenarioBuild = NonNullable<Extract<ScenarioInput, { readonly builds?: unknown }>['builds']>[number];

const dockerfile = [
  'FROM alpine:3.19 AS base',
  'WORKDIR /src',
  'COPY src .',
  'RUN make',
  'FROM scratch',
  'COPY --from=base /src/out /',
  'CMD ["/out"]',
  '',
].join('\n');

const files = { dockerfile: { Dockerfile: dockerfile }, context: { 'src/main.c': 'int main;', 'b.log': 'log' } };

describe("a build of the client's own Dockerfile", () => {
  let fake: FakeBuildKit;
  let refs = 0;
  const warnings: string[] = [];
  const starts = async (options: FakeBuildKitOptions = {}): Promise<void> => {
    fake = await FakeBuildKit.start({ warn: (text) => warnings.push(text), ...options });
  };
  beforeEach(() => starts());
  afterEach(async () => {
    await fake.stop();
    expect(warnings.splice(0)).to.deep.equal([]);
  });

  /** Builds as a client that has these. */
  async function built(
    has: Possessions | Readonly<Record<string, Answer>>,
    attrs: StringMap = {},
    session = 'own',
  ): Promise<Outcome> {
    const answers = 'directories' in has || 'secrets' in has ? answersOf(has) : has;
    const client = fake.client();
    const hangUp = new BuildClient(answers as Readonly<Record<string, Answer>>).open(client, 'own');
    const outcome = await build(client, `r${++refs}`, attrs, {
      request: { session },
      order: ['Solve', 'Status', 'Ping'],
    });
    await hangUp();
    return outcome;
  }

  it('shows its steps in the order of BuildKit, and how much the client sent', async () => {
    const { statuses, error } = await built({ directories: files });
    expect(error).to.equal(undefined);
    const names = startedIn(statuses).map((name) => name.replace(/@sha256:.*/, ''));
    expect(names).to.deep.equal([
      '[internal] load build definition from Dockerfile',
      '[internal] load metadata for docker.io/library/alpine:3.19',
      '[internal] load .dockerignore',
      '[base 1/4] FROM docker.io/library/alpine:3.19',
      '[internal] load build context',
      '[base 2/4] WORKDIR /src',
      '[base 3/4] COPY src .',
      '[base 4/4] RUN make',
      '[stage-1 1/1] COPY --from=base /src/out /',
    ]);
    // Clients show in any order what one message starts.
    const starts = statuses.map(({ vertices }) => vertices.filter(({ started, completed }) => started && !completed));
    expect(starts.filter((vertices) => new Set(vertices.map(({ name }) => name)).size > 1)).to.deep.equal([]);
    const transferred = statuses.flatMap((status) => status.statuses).filter(({ completed }) => completed);
    expect(transferred.map(({ id }) => id)).to.deep.equal([
      'transferring dockerfile:',
      'transferring context:',
      'transferring context:',
    ]);
    expect(Number(transferred[0]?.current)).to.be.greaterThan(dockerfile.length);
  });

  it('asks for nothing but what the steps read, without what the .dockerignore leaves out', async () => {
    const seen: StringMap[] = [];
    await built({
      directories: { ...files, context: { ...files.context, '.dockerignore': '*.log\n!keep.log\n' } },
      seen: ({ headers }) => seen.push(headers as StringMap),
    });
    const calls = fake.journal.filter({ kind: 'open' }).map(({ call }) => call);
    expect(new Set(calls).size).to.equal(calls.length);
    expect(seen.map((headers) => [headers['dir-name'], headers['followpaths'], headers['exclude-patterns']])).to.eql([
      ['dockerfile', 'Dockerfile, Dockerfile.dockerignore, dockerfile', undefined],
      ['context', '.dockerignore', undefined],
      ['context', 'src', '*.log, !keep.log'],
    ]);
  });

  it('takes the .dockerignore that stands beside the Dockerfile', async () => {
    const seen: StringMap[] = [];
    await built({
      directories: { ...files, dockerfile: { Dockerfile: dockerfile, 'Dockerfile.dockerignore': 'out\n' } },
      seen: ({ headers }) => seen.push(headers as StringMap),
    });
    expect(seen.map((headers) => [headers['dir-name'], headers['exclude-patterns']])).to.eql([
      ['dockerfile', undefined],
      ['context', 'out'],
    ]);
  });

  it('gives the configuration of the image', async () => {
    const { solved } = await built({ directories: files }, { 'label:a': 'b' });
    const image = jsonIn(solved, 'containerimage.config') as { config: object; architecture: string };
    expect(image.config).to.deep.include({ Cmd: ['/out'], Labels: { a: 'b' } });
    expect(image.architecture).to.equal('amd64');
  });

  it('gives one configuration for each platform', async () => {
    const { solved, error } = await built({ directories: files }, { platform: 'linux/amd64,linux/arm64' });
    expect(error).to.equal(undefined);
    const read = (platform: string) =>
      (jsonIn(solved, `containerimage.config/${platform}`) as { architecture: string }).architecture;
    expect(['linux/amd64', 'linux/arm64'].map(read)).to.deep.equal(['amd64', 'arm64']);
  });

  it('reads the directories of other sessions, as bake has them', async () => {
    const client = fake.client();
    const hangUps = [
      new BuildClient(answersOf({ directories: { dockerfile: files.dockerfile } })).open(client, 'one'),
      new BuildClient(answersOf({ directories: { context: files.context } })).open(client, 'other'),
    ];
    const attrs = { 'local-sessionid:dockerfile': 'one', 'local-sessionid:context': 'other' };
    const { error } = await build(client, 'r', attrs, {
      request: { session: 'one' },
      order: ['Solve', 'Status', 'Ping'],
    });
    expect(error).to.equal(undefined);
    for (const hangUp of hangUps) await hangUp();
  });

  it('is built as buildctl asks for it, too: with the frontend in Control.Solve', async () => {
    const client = fake.client();
    const hangUp = new BuildClient(answersOf({ directories: files })).open(client, 'own');
    const status = client.open('Control.Status');
    await status.send({ ref: 'r' });
    status.halfClose();
    await client.call('Control.Solve', {
      ref: 'r',
      session: 'own',
      cache: {},
      frontend: 'dockerfile.v0',
      frontendAttrs: { target: 'base' },
    });
    await status.status;
    expect(startedIn(status.messages).at(-1)).to.equal('[base 4/4] RUN make');
    await hangUp();
  });

  it('answers what else is asked of a Dockerfile, and loads no context for it', async () => {
    const asked = async (id: string) =>
      built({ directories: files }, { requestid: id, 'frontend.caps': 'moby.buildkit.frontend.subrequests' });
    const { solved, statuses } = await asked('frontend.targets');
    const { targets } = jsonIn(solved, 'result.json') as { targets: readonly { name?: string }[] };
    expect(targets.map(({ name }) => name)).to.deep.equal(['base', undefined]);
    expect(startedIn(statuses)).to.deep.equal(['[internal] load build definition from Dockerfile']);
    const outline = await asked('frontend.outline');
    expect(Buffer.from(outline.solved?.result?.metadata['result.json'] ?? '').toString()).to.include('sources');
    expect(startedIn(outline.statuses).at(-1)).to.equal('[internal] load .dockerignore');
    const lint = await asked('frontend.lint');
    expect(Buffer.from(lint.solved?.result?.metadata['result.statuscode'] ?? '').toString()).to.equal('0');
    const { error } = await asked('frontend.fly');
    expect(error?.rpcMessage).to.equal('unsupported request frontend.fly');
    expect(error?.details.map(({ json }) => json)).to.deep.include({ name: 'frontend.fly' });
  });

  it('tells the warnings of the frontend, about the vertex that loads the Dockerfile', async () => {
    const text = 'from scratch as A\nCOPY . .\n';
    const { statuses } = await built({ directories: { dockerfile: { Dockerfile: text }, context: { a: '' } } });
    const warnings = statuses.flatMap((status) => status.warnings);
    expect(warnings.map(({ short }) => Buffer.from(short).toString()).join('\n')).to.include('StageNameCasing');
    const [definition] = statuses.flatMap(({ vertices }) => vertices);
    expect(warnings.every(({ vertex }) => vertex === definition?.digest)).to.equal(true);
    expect(Buffer.from(warnings[0]?.info?.data ?? '').toString()).to.equal(text);
  });

  it('tells how far it came with a Dockerfile that is refused, and what it warned of', async () => {
    const refused = async (text: string) => {
      const { error, statuses } = await built({ directories: { dockerfile: { Dockerfile: text }, context: {} } });
      const warnings = statuses.flatMap((status) => status.warnings).map(({ short }) => Buffer.from(short).toString());
      return {
        error: error?.rpcMessage,
        started: startedIn(statuses),
        warnings: warnings.map((short) => short.split(':')[0]),
      };
    };
    const [definition, ignored] = ['[internal] load build definition from Dockerfile', '[internal] load .dockerignore'];
    expect(await refused('FROM scratch\nMAINTAINER me\nRUM make\n')).to.deep.include({ started: [definition] });
    expect(await refused('# check=error=true\nFROM scratch\nMAINTAINER me\n')).to.deep.equal({
      error: 'lint violation found for rules: MaintainerDeprecated',
      started: [definition, ignored],
      warnings: ['MaintainerDeprecated'],
    });
    expect(await refused('ARG BASE\nFROM $BASE\n')).to.deep.include({
      started: [definition],
      warnings: ['InvalidDefaultArgInFrom'],
    });
    expect(await refused('FROM alpine\nEXPOSE http\n')).to.deep.include({
      error: 'invalid containerPort: http',
      started: [definition, '[internal] load metadata for docker.io/library/alpine:latest', ignored],
    });
  });

  it('answers a check of a Dockerfile that is refused', async () => {
    const directories = { dockerfile: { Dockerfile: 'FROM scratch\nRUM make\n' }, context: {} };
    const { solved, error } = await built({ directories }, { requestid: 'frontend.lint' });
    expect(error).to.equal(undefined);
    const { buildError } = jsonIn(solved, 'result.json') as { buildError?: { message: string } };
    expect(buildError?.message).to.include('unknown instruction: RUM');
  });

  it('fails before its graph where a step needs what the client has not allowed', async () => {
    const text = 'FROM scratch\nRUN --network=host a\nRUN --security=insecure b\n';
    const directories = { dockerfile: { Dockerfile: text }, context: {} };
    const client = fake.client();
    const hangUp = new BuildClient(answersOf({ directories })).open(client, 'own');
    const allowing = (...entitlements: readonly string[]) =>
      build(
        client,
        `allowing ${entitlements.join()}`,
        {},
        {
          request: { session: 'own', entitlements },
          order: ['Solve', 'Status', 'Ping'],
        },
      );
    const { error, statuses } = await allowing();
    expect(error?.rpcMessage).to.equal('failed to load LLB: network.host is not allowed');
    expect(startedIn(statuses).at(-1)).to.equal('[internal] load .dockerignore');
    expect((await allowing('network.host')).error?.rpcMessage).to.include('security.insecure is not allowed');
    expect((await allowing('network.host', 'security.insecure')).error).to.equal(undefined);
    await hangUp();
  });

  it('loads of the context what any of its platforms copies', async () => {
    const text = 'FROM scratch\nARG TARGETARCH\nCOPY $TARGETARCH /\n';
    const directories = { dockerfile: { Dockerfile: text }, context: { amd64: '1', arm64: '2' } };
    const { error } = await built({ directories }, { platform: 'linux/amd64,linux/arm64' });
    expect(error).to.equal(undefined);
  });

  it('reads what a named context leaves out before it tells its graph', async () => {
    const directories = {
      dockerfile: { Dockerfile: 'FROM scratch\nCOPY --from=other a /\n' },
      context: {},
      other: { a: 'a' },
    };
    const { error, statuses } = await built({ directories }, { 'context:other': 'local:other' });
    expect(error).to.equal(undefined);
    const announced = [...new Set(statuses.flatMap(({ vertices }) => vertices.map(({ name }) => name)))];
    expect(announced.slice(0, 3)).to.have.members([
      '[internal] load build definition from Dockerfile',
      '[context other] load .dockerignore',
      '[internal] load .dockerignore',
    ]);
  });

  it('fails in the COPY that does not find its source, with its line', async () => {
    const text = 'FROM scratch\nCOPY src /src\nCOPY any* /\nCOPY link/file /\nCOPY absent /\n';
    const context: readonly Told[] = [
      { path: 'link', mode: (1 << 27) | 0o777, linkname: 'src' },
      { path: 'src', mode: directory },
    ];
    const answer: Answer = (call) => {
      const isContext = call.headers['dir-name'] === 'context';
      if (!isContext) sender([{ path: 'Dockerfile', content: text }])(call);
      else sender(call.headers['followpaths'] === '.dockerignore' ? [] : context)(call);
    };
    const { error } = await built({ [FileSync.DiffCopy.path]: answer });
    expect(error?.rpcMessage).to.match(
      /^failed to compute cache key: failed to calculate checksum of ref buildx-testkit::[0-9a-f]{25}: "\/absent": not found$/,
    );
    expect(sourceIn(error)).to.deep.include({ lines: [5] });
  });

  it('gives what comes from the client digests of its own in each build, as BuildKit does, and no others', async () => {
    const [first, second] = [await built({ directories: files }), await built({ directories: files })];
    const digestsOf = ({ statuses }: Outcome) =>
      new Map(statuses.flatMap(({ vertices }) => vertices).map(({ name, digest }) => [name, digest]));
    const other = digestsOf(second);
    const same = [...digestsOf(first)].filter(([name, digest]) => other.get(name) === digest);
    expect(same.map(([name]) => name.replace(/@sha256:.*/, ''))).to.have.members([
      '[internal] load metadata for docker.io/library/alpine:3.19',
      '[base 1/4] FROM docker.io/library/alpine:3.19',
      '[base 2/4] WORKDIR /src',
    ]);
  });

  describe('with a script', () => {
    const playing = async (...builds: readonly ScenarioBuild[]): Promise<void> => {
      await fake.stop();
      await starts({ scenario: { builds } });
    };

    it('shows what the script lays over its steps, and whose line is to blame', async () => {
      await playing(build_().fromDockerfile().step('RUN make').exits(2).logs('cc\n'));
      const { error, statuses } = await built({ directories: files });
      expect(error?.rpcMessage).to.equal('process "/bin/sh -c make" did not complete successfully: exit code: 2');
      expect(sourceIn(error)).to.deep.include({ lines: [4] });
      const logs = statuses.flatMap((status) => status.logs).map(({ message }) => Buffer.from(message).toString());
      expect(logs).to.deep.equal(['cc\n']);
    });

    it('is refused where the script speaks of a step that there is not', async () => {
      await playing(build_().fromDockerfile().step('RUN mke').exits(2));
      const { error } = await built({ directories: files });
      expect(error?.codeName).to.equal('FAILED_PRECONDITION');
      expect(error?.rpcMessage).to.include('RUN make');
      expect(() => fake.assertQuiescent()).to.throw('no script fits it');
    });

    it('is refused where the client has no Dockerfile that could be read', async () => {
      await playing(build_().fromDockerfile());
      const { error } = await built({ directories: files }, { context: 'https://example.com/a.git' });
      expect(error?.rpcMessage).to.include('its context is a URL');
    });

    it('is chosen by the Dockerfile, the files of the context, secrets and agents; only those are asked for', async () => {
      const match = (when: object) => ({ when, vertices: [{ name: JSON.stringify(when) }] }) as BuildScript;
      const whens = [
        { secrets: [{ id: 'other' }] },
        { ssh: [{ id: 'other' }] },
        { dockerfile: { pattern: 'FROM busybox' } },
        { contextFiles: ['b.log'], dockerfile: { pattern: 'FROM alpine' }, secrets: [{ id: 'token' }] },
      ];
      await playing(...whens.map(match));
      const has = {
        directories: { ...files, context: { ...files.context, '.dockerignore': 'x' } },
        secrets: { token: 'hunter2' },
        agents: ['default'],
      };
      const { statuses, error } = await built(has);
      expect(error).to.equal(undefined);
      expect(startedIn(statuses)).to.deep.equal([JSON.stringify(whens[3])]);
      const asked = fake.journal.entries.filter(({ kind, rpc }) => kind === 'request' && /Secrets|SSH/.test(rpc ?? ''));
      expect(asked.map(({ message }) => (message as { id: string }).id)).to.deep.equal(['other', 'token', 'other']);
      expect(fake.journal.toText()).to.not.match(/bytes of content came from the client.*int main/);
    });

    it('is not chosen by a secret where the client offers none, and never answers', async () => {
      await playing({ when: { secrets: [{ id: 'token' }] }, vertices: [] });
      const { error } = await build(fake.client(), 'mute');
      expect(error?.codeName).to.equal('FAILED_PRECONDITION');
    });

    it('reads nothing of the client for a graph of its own', async () => {
      await playing({ vertices: [{ name: '[1/1] RUN make' }] });
      const { statuses } = await built({ directories: files, secrets: { token: 'x' } });
      expect(startedIn(statuses)).to.deep.equal(['[1/1] RUN make']);
      expect(fake.journal.entries.filter(({ rpc }) => /FileSync|Secrets/.test(rpc ?? ''))).to.deep.equal([]);
    });
  });

  const refusals: readonly (readonly [string, Possessions | Readonly<Record<string, Answer>>, string])[] = [
    [
      'there is no Dockerfile',
      { directories: { dockerfile: {}, context: {} } },
      'failed to read dockerfile: open Dockerfile: no such file or directory',
    ],
    ['the client offers no files', { secrets: {} }, 'failed to read dockerfile: no local sources enabled'],
    [
      'the client does not give that directory',
      { directories: { context: {} } },
      'failed to read dockerfile: NotFound: no access allowed to dir "dockerfile"',
    ],
    [
      'the client tells of a file outside of the directory',
      { [FileSync.DiffCopy.path]: sender([{ path: '../passwd' }]) },
      'failed to read dockerfile: escape check ../passwd: invalid argument',
    ],
    [
      'the client tells of an absolute path',
      { [FileSync.DiffCopy.path]: sender([{ path: '/etc/passwd' }]) },
      'failed to read dockerfile: absolute path /etc/passwd: invalid argument',
    ],
    [
      'the client links to what it did not send',
      { [FileSync.DiffCopy.path]: sender([{ path: 'Dockerfile', linkname: '../etc/passwd' }]) },
      'failed to read dockerfile: invalid link Dockerfile to unknown path: "../etc/passwd"',
    ],
    [
      'the context cannot be read',
      { directories: { dockerfile: files.dockerfile } },
      'NotFound: no access allowed to dir "context"',
    ],
  ];
  for (const [when, has, message] of refusals) {
    it(`fails when ${when}, in the words of BuildKit`, async () => {
      const { error } = await built(has);
      expect(error?.rpcMessage).to.equal(message);
    });
  }

  it('fails with the lines that are to blame when the Dockerfile is wrong', async () => {
    const wrong = 'FROM scratch\nRUNN make\n';
    const { error } = await built({ directories: { dockerfile: { Dockerfile: wrong }, context: {} } });
    expect(error?.rpcMessage).to.equal(
      'dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)',
    );
    expect(sourceIn(error)).to.deep.equal({ filename: 'Dockerfile', text: wrong, lines: [2] });
  });

  it('fails in the step whose required secret the client lacks, with its line', async () => {
    const text = 'FROM scratch\nRUN --mount=type=secret,id=token,required \\\n  cat /run/secrets/token\n';
    const { error, statuses } = await built({
      directories: { dockerfile: { Dockerfile: text }, context: {} },
      secrets: {},
    });
    expect(error?.rpcMessage).to.equal('secret token: not found');
    expect(sourceIn(error)).to.deep.equal({ filename: 'Dockerfile', text, lines: [2, 3] });
    const failed = statuses.flatMap(({ vertices }) => vertices).filter((vertex) => vertex.error !== '');
    expect(failed.map((vertex) => vertex.error)).to.deep.equal(['secret token: not found']);
  });

  it('goes on without a secret and an agent that are not required', async () => {
    const text = 'FROM scratch\nRUN --mount=type=secret,id=token --mount=type=ssh make\n';
    const { error } = await built({
      directories: { dockerfile: { Dockerfile: text }, context: {} },
      secrets: {},
      agents: [],
    });
    expect(error).to.equal(undefined);
  });

  it('fails in the step whose required agent the client does not forward', async () => {
    const text = 'FROM scratch\nRUN --mount=type=ssh,required ssh-add\n';
    const has = { directories: { dockerfile: { Dockerfile: text }, context: {} } };
    expect((await built(has)).error?.rpcMessage).to.equal('no SSH key "default" forwarded from the client');
    expect((await built({ ...has, agents: ['other'] })).error?.rpcMessage).to.equal('unset ssh forward key default');
    expect((await built({ ...has, agents: ['default'] })).error).to.equal(undefined);
  });

  it('goes the same way twice: nothing comes from a cache that no script speaks of', async () => {
    const first = await built({ directories: files });
    const second = await built({ directories: files });
    expect(startedIn(second.statuses)).to.deep.equal(startedIn(first.statuses));
    expect(second.statuses.flatMap(({ vertices }) => vertices).some(({ cached }) => cached)).to.equal(false);
  });

  it('never tells the journal what is in a file or a secret', async () => {
    const text = 'FROM scratch\nCOPY . .\nRUN --mount=type=secret,id=token make\n';
    await built({
      directories: { dockerfile: { Dockerfile: text }, context: { file: 'confidential' } },
      secrets: { token: 'hunter2' },
    });
    expect(fake.journal.filter({ rpc: 'Secrets.GetSecret', kind: 'response' })).to.have.length(1);
    expect(fake.journal.toText()).to.not.match(/confidential|hunter2/);
    const decoded = fake.journal
      .toJsonLines()
      .replaceAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g, (_, base64: string) => Buffer.from(base64, 'base64').toString());
    expect(decoded).to.not.match(/confidential|hunter2/);
  });

  it('ends when the client goes away in the middle of a transfer', async () => {
    const client = fake.client();
    const { begun, silent } = neverAnswering();
    const tunnel = new BuildClient({ [FileSync.DiffCopy.path]: silent });
    tunnel.open(client, 'own');
    const building = build(client, 'r', {}, { request: { session: 'own' }, order: ['Solve', 'Status', 'Ping'] });
    await begun;
    tunnel.vanish();
    const { error } = await building;
    expect(error?.rpcMessage).to.match(/^failed to read dockerfile: /);
  });

  it('ends a build that its client cancels while a file is awaited', async () => {
    const client = fake.client();
    const { begun, silent } = neverAnswering();
    const hangUp = new BuildClient({ [FileSync.DiffCopy.path]: silent }).open(client, 'own');
    const solve = client.open('Control.Solve');
    await solve.send({ ref: 'r', session: 'own', cache: {}, frontend: 'dockerfile.v0' });
    solve.halfClose();
    await begun;
    solve.cancel();
    await solve.status;
    await hangUp();
    expect(fake.journal.filter({ rpc: 'FileSync.DiffCopy', kind: 'cancel' })).to.have.length(1);
    fake.assertQuiescent();
  });

  it('fails when its session does not come within five seconds', async () => {
    await fake.stop();
    await starts({ clock: 'manual' });
    const client = fake.client();
    const building = build(client, 'r', {}, { request: { session: 'never' }, order: ['Solve', 'Ping'] });
    await fake.clock.advance('5s');
    await fake.clock.runAll();
    expect((await building).error?.rpcMessage).to.equal(
      'failed to read dockerfile: no active session for never: context deadline exceeded',
    );
  });

  it('reads a context of many files, however they are nested', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`d${i % 7}/f${i}`, 'x'.repeat(i)]));
    const text = 'FROM scratch\nCOPY . .\n';
    const { error } = await built({ directories: { dockerfile: { Dockerfile: text }, context: many } });
    expect(error).to.equal(undefined);
    const [note] = fake.journal.filter({ rpc: 'FileSync.DiffCopy', kind: 'note' }).slice(-1);
    expect(note?.text).to.equal('507 entries of a directory, 124750 bytes of content came from the client');
  });

  it('asks for the content of no directory, link or hard link', async () => {
    const asked: number[] = [];
    const told = [
      { path: 'd', mode: directory },
      { path: 'f', content: 'f' },
      { path: 'g', linkname: 'f' },
      { path: 'l', mode: (1 << 27) | 0o777, linkname: '/etc/passwd' },
    ];
    const answer: Answer = (call) => {
      if (call.headers['dir-name'] !== 'context' || call.headers['followpaths'] === '.dockerignore')
        return sender(
          call.headers['dir-name'] === 'context' ? [] : [{ path: 'Dockerfile', content: 'FROM scratch\nCOPY . .\n' }],
        )(call);
      call.onMessage((bytes) => {
        const { type, id } = FileSync.DiffCopy.request.decode(bytes);
        if (type === 'PACKET_REQ') asked.push(id);
      });
      return sender(told)(call);
    };
    expect((await built({ [FileSync.DiffCopy.path]: answer })).error).to.equal(undefined);
    expect(asked).to.deep.equal([1]);
  });
});

function sourceIn(error: Outcome['error']): unknown {
  const detail = error?.details.find(({ typeUrl }) => typeUrl.endsWith('errdefs.Source+json'))?.json;
  const { info, ranges } = detail as {
    info: { filename: string; data: string };
    ranges: { start: { line: number } }[];
  };
  return {
    filename: info.filename,
    text: Buffer.from(info.data, 'base64').toString(),
    lines: ranges.map(({ start }) => start.line),
  };
}

/** The names of the vertices, in the order in which they start. */
function startedIn(statuses: Outcome['statuses']): readonly string[] {
  const started = statuses.flatMap(({ vertices }) => vertices.filter((vertex) => vertex.started !== undefined));
  return [...new Set(started.map(({ name }) => name))];
}

/** A client that says nothing, and when it was asked. */
function neverAnswering(): { readonly begun: Promise<void>; readonly silent: Answer } {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return { begun, silent: () => begin() };
}

/** What a result's metadata has under a key, as JSON. */
function jsonIn(solved: Outcome['solved'], key: string): unknown {
  return JSON.parse(Buffer.from(solved?.result?.metadata[key] ?? '').toString());
}
