import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackTar } from 'modern-tar';
import { build, FakeBuildKit, vertex, withBuildx } from '../../src/index.js';
import { imageJson } from '../image/image-json.js';
import { needsBuildx } from './needs-buildx.js';

describe('what the real docker-buildx gets exported', function () {
  this.timeout('60s');
  let program = '';
  let skopeo = false;
  let context = '';
  before(function () {
    program = needsBuildx(this);
    try {
      execFileSync('skopeo', ['--version'], { stdio: 'ignore' });
      skopeo = true;
    } catch {
      console.log('      no skopeo here: nothing but these tests looks into the images');
    }
  });
  beforeEach(() => {
    context = mkdtempSync(join(tmpdir(), 'context-'));
    writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\n');
  });
  afterEach(() => rmSync(context, { recursive: true, force: true }));

  const image = { cmd: ['/app/run'], files: { '/app/run': '#!/bin/sh\n', '/etc/motd': 'hello\n', '/app-1': 'x' } };
  const script = { ...build().add(vertex('[1/1] RUN make')).script, image };

  async function run(...args: readonly string[]) {
    await using fake = await FakeBuildKit.start({ scenario: { builds: [script] } });
    await using buildx = await withBuildx(fake, { program });
    const all = ['build', '--progress', 'plain', '--metadata-file', 'm.json', ...args, context];
    const ran = await buildx.run(all, { cwd: context });
    expect(ran.exitCode, ran.stderr).to.equal(0);
    return ran;
  }
  const at = (path: string) => join(context, path);
  const metadata = () => JSON.parse(readFileSync(at('m.json'), 'utf8')) as Record<string, string>;
  const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const inspected = (reference: string): { Digest: string; Architecture: string } =>
    JSON.parse(execFileSync('skopeo', ['inspect', reference], { stdio: ['ignore', 'pipe', 'inherit'] }).toString()) as {
      Digest: string;
      Architecture: string;
    };

  it('files in a directory', async () => {
    const { stderr } = await run('-o', `type=local,dest=${at('out')}`);
    expect(readFileSync(at('out/app/run'), 'utf8')).to.equal('#!/bin/sh\n');
    expect(readFileSync(at('out/etc/motd'), 'utf8')).to.equal('hello\n');
    expect(stderr).to.include('exporting to client directory').and.include('copying files');
  });

  it('files in a directory for each platform', async () => {
    await run('--platform', 'linux/amd64,linux/arm64', '-o', `type=local,dest=${at('out')}`);
    expect(readFileSync(at('out/linux_amd64/etc/motd'), 'utf8')).to.equal('hello\n');
    expect(readFileSync(at('out/linux_arm64/etc/motd'), 'utf8')).to.equal('hello\n');
  });

  it('a tar of the files', async () => {
    await run('-o', `type=tar,dest=${at('out.tar')}`);
    const entries = await unpackTar(readFileSync(at('out.tar')));
    const texts = entries.flatMap(({ header, data }) =>
      data === undefined ? [] : [[header.name, String(Buffer.from(data))]],
    );
    expect(texts).to.deep.equal([
      ['app/run', '#!/bin/sh\n'],
      ['app-1', 'x'],
      ['etc/motd', 'hello\n'],
    ]);
  });

  for (const type of ['oci', 'docker'] as const) {
    it(`an image as ${type} archive, whose digests are those of its bytes`, async () => {
      const { stderr } = await run('-t', 'app:1', '-o', `type=${type},dest=${at('out.tar')}`, '--iidfile', 'id');
      expect(stderr).to.include(`exporting to ${type} image format`).and.include('sending tarball');
      const entries = await unpackTar(readFileSync(at('out.tar')));
      const files = new Map(entries.map(({ header, data }) => [header.name, data ?? new Uint8Array()]));
      for (const [name, data] of files) {
        const hex = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(name)?.[1];
        if (hex !== undefined) expect(digestOf(data)).to.equal(`sha256:${hex}`);
      }
      expect(metadata()['containerimage.digest']).to.match(/^sha256:/);
      expect([...files.keys()]).to.include(`blobs/sha256/${metadata()['containerimage.digest']?.slice(7) ?? ''}`);
      expect(readFileSync(at('id'), 'utf8')).to.equal(metadata()['containerimage.config.digest']);
      if (!skopeo) return;
      const kind = type === 'oci' ? 'oci-archive' : 'docker-archive';
      expect(inspected(`${kind}:${at('out.tar')}`).Architecture).to.equal('amd64');
      const policy = ['--insecure-policy', 'copy', '--quiet', `${kind}:${at('out.tar')}`, `dir:${at('copied')}`];
      execFileSync('skopeo', policy, { stdio: ['ignore', 'ignore', 'inherit'] });
    });
  }

  it('an image with provenance and a bill of materials, for two platforms', async () => {
    const platforms = ['--platform', 'linux/amd64,linux/arm64'];
    await run(...platforms, '--provenance=true', '--sbom=true', '-t', 'app:1', '-o', `type=oci,dest=${at('out.tar')}`);
    const entries = await unpackTar(readFileSync(at('out.tar')));
    const files = new Map(entries.map(({ header, data }) => [header.name, data]));
    const read = (digest = '') => imageJson(files.get(`blobs/sha256/${digest.slice(7)}`));
    const index = read(metadata()['containerimage.digest']);
    expect(index.manifests).to.have.length(4);
    const statement = read(read(index.manifests[2]?.digest).layers[1]?.digest);
    expect(statement.subject[0]?.digest.sha256).to.equal(index.manifests[0]?.digest.slice(7));
    if (skopeo) expect(inspected(`oci-archive:${at('out.tar')}`).Architecture).to.equal('amd64');
  });

  it('the digests of an image that is pushed, with what is told of it', async () => {
    const { stderr } = await run('-t', 'registry.example/team/app:2', '--push', '--provenance=false');
    const digest = metadata()['containerimage.digest'] ?? '';
    expect(stderr)
      .to.include('pushing layers')
      .and.include(`pushing manifest for registry.example/team/app:2@${digest}`);
    expect(stderr).to.include('[auth] team/app:pull,push token for registry.example');
    const descriptor = (metadata()['containerimage.descriptor'] ?? {}) as { digest?: string };
    expect(descriptor.digest).to.equal(digest);
  });
});
