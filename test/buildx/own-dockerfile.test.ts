import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, FakeBuildKit, type FakeBuildKitOptions, withBuildx } from '../../src/index.js';
import { needsBuildx } from './needs-buildx.js';

const dockerfile = [
  'FROM golang:1.21 AS build',
  'WORKDIR /src',
  'COPY src ./src',
  'RUN --mount=type=secret,id=token,required go build ./src',
  'FROM alpine:3.19',
  'COPY --from=build /src/app /app',
  'RUN <<EOT',
  'echo hi',
  'EOT',
  '',
].join('\n');

describe('a Dockerfile that the real docker-buildx sends', function () {
  this.timeout('60s');
  let program = '';
  let context = '';
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(context, path)), { recursive: true });
    writeFileSync(join(context, path), text);
  };
  before(function () {
    program = needsBuildx(this);
  });
  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), 'context-'));
    write('Dockerfile', dockerfile);
    write('src/main.go', 'package main\n');
    write('.dockerignore', '*.log\n');
    write('a.log', 'never sent');
    write('token', 'hunter2');
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  async function run(args: readonly string[], scenario: FakeBuildKitOptions['scenario'] = {}, stdin = '') {
    await using fake = await FakeBuildKit.start({ scenario });
    await using buildx = await withBuildx(fake, { program });
    const ran = await buildx.run(['build', '--progress', 'plain', ...args], { cwd: context, stdin });
    return { ...ran, journal: fake.journal.toText() };
  }

  it('is shown as by BuildKit', async () => {
    const { exitCode, stderr, journal } = await run(['--secret', 'id=token,src=token', '.']);
    expect(exitCode, stderr).to.equal(0);
    const shown = [...stderr.matchAll(/^#\d+ (\[.*)$/gm)].map(([, name = '']) => name.replace(/@sha256:.*/, ''));
    expect([...new Set(shown)].toSorted()).to.deep.equal(
      [
        '[internal] load build definition from Dockerfile',
        '[internal] load metadata for docker.io/library/golang:1.21',
        '[internal] load metadata for docker.io/library/alpine:3.19',
        '[internal] load .dockerignore',
        '[internal] load build context',
        '[build 1/4] FROM docker.io/library/golang:1.21',
        '[build 2/4] WORKDIR /src',
        '[build 3/4] COPY src ./src',
        '[build 4/4] RUN --mount=type=secret,id=token,required go build ./src',
        '[stage-1 1/3] FROM docker.io/library/alpine:3.19',
        '[stage-1 2/3] COPY --from=build /src/app /app',
        '[stage-1 3/3] RUN <<EOT (echo hi)',
      ].toSorted(),
    );
    expect(stderr).to.match(/transferring context: \d+B/);
    expect(journal).to.include('FileSync.DiffCopy').and.to.include('src/main.go');
    expect(journal).to.not.match(/hunter2|never sent/);
  });

  it('is excerpted where a step fails that a script lets fail', async () => {
    const scenario = {
      builds: [
        build()
          .fromDockerfile()
          .step(/^COPY --from/)
          .fails('no space left on device'),
      ],
    };
    const { exitCode, stderr } = await run(['--secret', 'id=token,src=token', '.'], scenario);
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/Dockerfile:6\n-+\n/);
    expect(stderr).to.include('   6 | >>> COPY --from=build /src/app /app');
    expect(stderr).to.include('ERROR: failed to solve: no space left on device');
  });

  it('is excerpted where it is wrong, and where the client lacks a secret', async () => {
    write('Wrong', 'FROM scratch\nRUNN x\n');
    const wrong = await run(['-f', 'Wrong', '.']);
    expect(wrong.stderr).to.include('   2 | >>> RUNN x');
    expect(wrong.stderr).to.include('dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)');
    const lacking = await run(['.']);
    expect(lacking.stderr).to.include('   4 | >>> RUN --mount=type=secret');
    expect(lacking.stderr).to.include('ERROR: failed to solve: secret token: not found');
  });

  it('may be missing, and may come on stdin', async () => {
    const missing = await run(['-f', 'none', '.']);
    expect(missing.stderr).to.include('failed to read dockerfile: open none: no such file or directory');
    const piped = await run(['-f', '-', '.'], {}, 'FROM scratch\nCOPY src /src\n');
    expect(piped.exitCode, piped.stderr).to.equal(0);
    expect(piped.stderr).to.include('[1/1] COPY src /src');
  });

  it('may be built for platforms, from named contexts', async () => {
    write('Dockerfile', 'FROM base\nCOPY --from=other f /f\nRUN make\n');
    write('other/f', 'f');
    const { exitCode, stderr } = await run([
      '--platform',
      'linux/amd64,linux/arm64',
      '--build-context',
      'base=docker-image://alpine:3.18',
      '--build-context',
      'other=other',
      '.',
    ]);
    expect(exitCode, stderr).to.equal(0);
    expect(stderr).to.match(/\[linux\/arm64.* RUN make/);
    expect(stderr).to.include('[context other] load from client');
  });
});
