import { expect } from 'chai';
import { unpackTar } from 'modern-tar';
import { createHash } from 'node:crypto';
import { FakeBuildKit } from '../../src/fake-buildkit/fake-buildkit.js';
import { FileSend } from '../../src/protocol/buildkit/service.js';
import type { StringMap } from '../../src/protocol/messages.js';
import type { BuildScript } from '../../src/scenarios/model/build-script.js';
import { type Answer, BuildClient } from '../session-tunnel/build-client.js';
import { imageJson } from '../image/image-json.js';
import { build, namesIn, type Outcome } from './client.js';

type Exporter = { readonly type: string; readonly attrs?: StringMap };

/** A client that takes what is sent, and forgets it. */
const taken: Answer = (call) => {
  call.onMessage(() => {});
  call.stream.on('end', () => call.end());
};

describe('what a fake BuildKit exports', () => {
  let fake: FakeBuildKit;
  const starts = async (script: BuildScript = {}): Promise<void> => {
    fake = await FakeBuildKit.start({ scenario: { builds: [{ vertices: [{ name: 'RUN make' }], ...script }] } });
  };
  afterEach(() => fake.stop());

  const built = (
    exporters: readonly Exporter[],
    attrs: StringMap = {},
    ref = 'r',
    frontend: StringMap = {},
  ): Promise<Outcome> =>
    build(fake.client(), ref, frontend, {
      request: { session: 's', exporters, frontendAttrs: attrs },
      order: ['Solve', 'Status', 'Ping'],
    });

  const read = async (digest: string, offset = 0n, size = 0n): Promise<Buffer> => {
    const call = fake.client().open('Content.Read');
    await call.send({ digest, offset, size });
    call.halfClose();
    const pieces: Uint8Array[] = [];
    for await (const { data } of call) pieces.push(data);
    return Buffer.concat(pieces);
  };

  it('is told once where the script tells of it', async () => {
    await starts({ vertices: [{ name: 'RUN make' }, { name: 'exporting to image' }] });
    const { statuses } = await built([{ type: 'image', attrs: { name: 'a' } }]);
    const exporting = new Set(statuses.flatMap(({ vertices }) => vertices.map((one) => `${one.digest} ${one.name}`)));
    expect([...exporting].filter((one) => one.endsWith(' exporting to image'))).to.have.length(1);
  });

  it('has an image whose digest is that of its bytes, and gives them, whole and in part', async () => {
    await starts({ image: { files: { '/a': 'x' } } });
    const { response, statuses } = await built([
      { type: 'image', attrs: { name: 'docker.io/library/app:1,b.example/c' } },
    ]);
    const reply = response?.exporterResponse ?? {};
    const digest = reply['containerimage.digest'] ?? '';
    const manifest = await read(digest);
    expect(`sha256:${createHash('sha256').update(manifest).digest('hex')}`).to.equal(digest);
    expect(imageJson(manifest).config.digest).to.equal(reply['containerimage.config.digest']);
    expect(await read(digest, 2n, 5n)).to.deep.equal(manifest.subarray(2, 7));
    const { info } = await fake.client().call('Content.Info', { digest });
    expect(info?.size).to.equal(BigInt(manifest.length));
    const descriptor = imageJson(Buffer.from(reply['containerimage.descriptor'] ?? '', 'base64'));
    expect(descriptor).to.include({ digest, size: manifest.length });
    expect(reply['image.name']).to.equal('docker.io/library/app:1,b.example/c');
    expect(namesIn(statuses)).to.deep.equal(['RUN make', 'exporting to image']);
    expect([...new Set(statuses.flatMap((status) => status.statuses.map(({ id }) => id)))]).to.deep.equal([
      'exporting layers',
      `exporting manifest ${digest}`,
      `exporting config ${reply['containerimage.config.digest'] ?? ''}`,
      'naming to docker.io/library/app:1',
      'naming to b.example/c',
    ]);
  });

  it('has the media types of Docker unless they are those of OCI by the exporter, statements or a wish', async () => {
    await starts();
    const hangUp = new BuildClient({ [FileSend.DiffCopy.path]: taken }).open(fake.client(), 's');
    let count = 0;
    const described = async (exporter: Exporter, attrs: StringMap = {}) => {
      const { response } = await built([exporter], attrs, `r${++count}`);
      return imageJson(Buffer.from(response?.exporterResponse['containerimage.descriptor'] ?? '', 'base64'));
    };
    const [docker, oci] = ['docker.distribution.manifest.v2', 'oci.image.manifest.v1'].map(
      (type) => `application/vnd.${type}+json`,
    );
    const platform = { architecture: 'amd64', os: 'linux' };
    const image = await described({ type: 'image' });
    expect(image).to.deep.include({ mediaType: docker, platform });
    expect(image).to.not.have.property('annotations');
    expect(await described({ type: 'image', attrs: { 'oci-mediatypes': 'true' } })).to.include({ mediaType: oci });
    const attested = await described({ type: 'image' }, { 'attest:provenance': 'mode=min' });
    expect(attested).to.include({ mediaType: 'application/vnd.oci.image.index.v1+json' });
    expect(await described({ type: 'image', attrs: { compression: 'zstd' } })).to.include({ mediaType: docker });
    const annotated = await described({ type: 'image', attrs: { 'annotation-manifest-descriptor.a': 'b' } });
    expect(annotated).to.deep.include({ mediaType: oci, annotations: { a: 'b' } });
    expect(await described({ type: 'docker' })).to.include({ mediaType: docker });
    const archive = await described({ type: 'oci' });
    expect(archive).to.deep.include({ mediaType: oci, platform });
    expect(Object.keys(archive)).to.deep.equal(['mediaType', 'digest', 'size', 'annotations', 'platform']);
    await hangUp();
  });

  it('tells the name of an archive in full, and refuses what is none', async () => {
    await starts();
    const hangUp = new BuildClient({ [FileSend.DiffCopy.path]: taken }).open(fake.client(), 's');
    const { response } = await built([{ type: 'oci', attrs: { name: 'one' } }]);
    expect(response?.exporterResponse['image.name']).to.equal('docker.io/library/one:latest');
    const reason = 'invalid reference format: repository name (library/Bad) must be lowercase';
    const archive = await built([{ type: 'oci', attrs: { name: 'Bad:Name' } }], {}, 'r2');
    expect(archive.error?.rpcMessage).to.equal(`failed to parse Bad:Name: ${reason}`);
    const attests = { 'attest:provenance': 'mode=min' };
    const image = await built([{ type: 'image', attrs: { name: 'Bad:Name' } }], attests, 'r3');
    expect(image.error?.rpcMessage).to.equal(`failed to parse ref "Bad:Name": ${reason}`);
    await hangUp();
  });

  it('forgets the images of old builds', async () => {
    await starts();
    const digests: string[] = [];
    for (let count = 0; count < 17; count++) {
      const attrs = { 'build-arg:SOURCE_DATE_EPOCH': String(count) };
      const { response } = await built([{ type: 'image' }], attrs, `r${count}`);
      digests.push(response?.exporterResponse['containerimage.digest'] ?? '');
    }
    expect(new Set(digests).size).to.equal(digests.length);
    const [first = '', second = ''] = digests;
    const error: unknown = await fake
      .client()
      .call('Content.Info', { digest: first })
      .catch((seen: unknown) => seen);
    expect(error).to.include({ codeName: 'NOT_FOUND', rpcMessage: `content ${first}: not found` });
    expect((await read(second)).length).to.be.greaterThan(0);
  });

  it('says what the script says, where it says something', async () => {
    await starts({ reply: { 'containerimage.digest': 'sha256:1', more: 'x' } });
    const { response } = await built([{ type: 'image' }]);
    expect(response?.exporterResponse).to.include({ 'containerimage.digest': 'sha256:1', more: 'x' });
    expect(response?.exporterResponse['containerimage.config.digest']).to.match(/^sha256:[0-9a-f]{64}$/);
  });

  it('tells nothing where no exporter is asked for', async () => {
    await starts();
    expect((await built([])).response?.exporterResponse).to.deep.equal({});
  });

  it('refuses an exporter that BuildKit has not, before anything is built', async () => {
    await starts();
    const request = { ref: 'r', exporters: [{ type: 'moby' }] };
    const error: unknown = await fake
      .client()
      .call('Control.Solve', request)
      .catch((seen: unknown) => seen);
    expect(error).to.include({ codeName: 'UNKNOWN', rpcMessage: 'exporter "moby" could not be found' });
    expect(fake.journal.toText()).to.not.include('RUN make');
  });

  it('goes to where each of several exporters belongs', async () => {
    await starts({ image: { files: { '/a': 'x' } } });
    const got = new Map<string, Buffer>();
    const take: Answer = (call) => {
      const id = String(call.headers['buildkit-attachable-exporter-id']);
      const pieces: Uint8Array[] = [];
      call.onMessage((message) => pieces.push(FileSend.DiffCopy.request.decode(message).data));
      call.stream.on('end', () => {
        got.set(id, Buffer.concat(pieces));
        call.end();
      });
    };
    const hangUp = new BuildClient({ [FileSend.DiffCopy.path]: take }).open(fake.client(), 's');
    const { error, response } = await built([{ type: 'image' }, { type: 'tar' }, { type: 'oci' }]);
    await hangUp();
    expect(error).to.equal(undefined);
    const names = async (id: string) =>
      (await unpackTar(got.get(id) ?? new Uint8Array())).map(({ header }) => header.name);
    expect(await names('1')).to.deep.equal(['a']);
    const digest = response?.exporterResponse['containerimage.digest']?.slice(7) ?? '';
    expect(await names('2')).to.include.members(['oci-layout', 'index.json', `blobs/sha256/${digest}`]);
  });

  it('fails where the client does not take it, as its vertex does', async () => {
    await starts();
    const hangUp = new BuildClient({}).open(fake.client(), 's');
    const { error, statuses } = await built([{ type: 'tar' }]);
    await hangUp();
    const message = 'method /moby.filesync.v1.FileSend/diffcopy not supported by the client';
    expect(error).to.include({ codeName: 'UNKNOWN', rpcMessage: message });
    expect(statuses.flatMap(({ vertices }) => vertices).at(-1)).to.include({
      name: 'exporting to client tarball',
      error: message,
    });
  });

  it('has its whole name where it is pushed, though the client gave a short one', async () => {
    await starts();
    const hangUp = new BuildClient({}).open(fake.client(), 's');
    const { statuses } = await built([{ type: 'image', attrs: { name: 'app,localhost/b', push: 'true' } }]);
    await hangUp();
    const ids = statuses.flatMap((status) => status.statuses.map(({ id }) => id));
    expect([...new Set(ids.flatMap((id) => /^pushing manifest for (.*)@sha256/.exec(id)?.[1] ?? []))]).to.deep.equal([
      'docker.io/library/app:latest',
      'localhost/b:latest',
    ]);
  });

  it('is no Docker archive where there are several platforms', async () => {
    await starts();
    const { error } = await built([{ type: 'docker' }], {}, 'r', { platform: 'linux/amd64,linux/arm64' });
    expect(error?.rpcMessage).to.equal('docker exporter does not currently support exporting manifest lists');
  });

  it('has annotations where they were asked for', async () => {
    await starts();
    const attrs = {
      'annotation.a': '1',
      'annotation-manifest[linux/arm64].b': '2',
      'annotation-index.c': '3',
      'annotation-manifest-descriptor[linux/amd64].d': '4',
    };
    const platforms = { platform: 'linux/amd64,linux/arm64' };
    const { response } = await built([{ type: 'image', attrs }], {}, 'r', platforms);
    const index = imageJson(await read(response?.exporterResponse['containerimage.digest'] ?? ''));
    expect(index.annotations).to.deep.equal({ c: '3' });
    const [amd64, arm64] = index.manifests;
    expect(amd64?.annotations).to.deep.equal({ d: '4' });
    expect(imageJson(await read(amd64?.digest ?? '')).annotations).to.deep.equal({ a: '1' });
    expect(imageJson(await read(arm64?.digest ?? '')).annotations).to.deep.equal({ a: '1', b: '2' });
  });

  it('comes with provenance where it was asked for, by default with the exporter image alone', async () => {
    await starts();
    const inline = { 'attest:provenance': 'mode=min,inline-only=true' };
    const { response } = await built([{ type: 'image' }], inline);
    const index = imageJson(await read(response?.exporterResponse['containerimage.digest'] ?? ''));
    expect(index.manifests).to.have.length(2);
    const [image, attestation] = index.manifests;
    expect(attestation?.annotations?.['vnd.docker.reference.digest']).to.equal(image?.digest);
    const { response: without } = await built([{ type: 'image' }], { 'attest:provenance': 'disabled=true' }, 'r2');
    expect(without?.exporterResponse).to.have.property('containerimage.config.digest');
  });
});
