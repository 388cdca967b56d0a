import { expect } from 'chai';
import fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { archiveFiles } from '../../src/image/archive.js';
import type { Descriptor } from '../../src/image/blob.js';
import { type Image, imageOf } from '../../src/image/image.js';
import { dockerTypes, type MediaTypes, ociTypes } from '../../src/image/media-types.js';
import { type ImageJson, imageJson } from './image-json.js';
import type { RootFile } from '../../src/image/root-files.js';

const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const file = (path: string, text: string): RootFile => ({ path, data: Buffer.from(text) });
const created = 1_700_000_000;

function made(
  files: readonly RootFile[],
  architectures: readonly string[],
  types: MediaTypes,
  attested: boolean,
): Promise<Image> {
  return imageOf({
    types,
    index: architectures.length > 1,
    platforms: architectures.map((architecture) => ({
      platform: { architecture, os: 'linux' },
      config: { config: { Cmd: ['/app'] }, history: [{ created_by: 'RUN make' }] },
      files,
      created,
      ...(attested ? { predicates: [{ type: 'https://spdx.dev/Document', value: {} }] } : {}),
    })),
  });
}

/** Follows all that an image points to: digests and sizes must be those of the bytes; gives the digests that it met. */
function followed({ blobs }: Image, descriptor: Descriptor, met = new Set<string>()): ReadonlySet<string> {
  const blob = blobs.find(({ digest }) => digest === descriptor.digest);
  if (blob === undefined) throw new Error(`nothing is there for ${descriptor.digest}`);
  expect(sha256(blob.bytes)).to.equal(descriptor.digest);
  expect(blob.bytes.length).to.equal(descriptor.size);
  expect(blob.mediaType).to.equal(descriptor.mediaType);
  met.add(descriptor.digest);
  if (!/manifest|index/.test(descriptor.mediaType)) return met;
  const { config, layers = [], manifests = [] } = imageJson(blob.bytes) as Partial<ImageJson>;
  for (const next of [...(config === undefined ? [] : [config]), ...layers, ...manifests])
    followed({ blobs } as Image, next, met);
  return met;
}

const paths = fc.stringMatching(/^[a-c](?:[-a-c]{0,2}\/?[a-c]){0,4}$/);

describe('an image', () => {
  it('points to all of its blobs, and nowhere else, by true digests and sizes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(paths, fc.string()), { maxLength: 8 }),
        fc.subarray(['amd64', 'arm64', 's390x'], { minLength: 1 }),
        fc.constantFrom(ociTypes, dockerTypes),
        fc.boolean(),
        async (files, architectures, types, attested) => {
          const image = await made(
            files.map(([path, text]) => file(path, text)),
            architectures,
            types,
            attested,
          );
          expect([...followed(image, image.descriptor)]).to.have.members(image.blobs.map(({ digest }) => digest));
        },
      ),
      { numRuns: 50 },
    ));

  it('has the same bytes whenever it is made, and other ones for other files', async () => {
    const one = await made([file('/a', 'x'), file('/b', 'y')], ['amd64'], ociTypes, true);
    const again = await made([file('b', 'y'), file('a', 'x')], ['amd64'], ociTypes, true);
    const other = await made([file('a', 'z'), file('b', 'y')], ['amd64'], ociTypes, true);
    expect(again.descriptor).to.deep.equal(one.descriptor);
    expect(other.descriptor.digest).to.not.equal(one.descriptor.digest);
    // The same on every version of Node, and on every system.
    expect(one.descriptor.digest).to.equal('sha256:ea1734c893946d3072c4751e0e8f564d67d9466887b12dfab1d72ecba81b34cd');
  });

  it('has a layer whose tar is what the configuration says of it', async () => {
    const image = await made([file('/usr/bin/app', 'x'), file('usr-1', 'y')], ['amd64'], ociTypes, false);
    const [layer] = image.images[0]?.layers ?? [];
    const tar = gunzipSync(layer?.bytes ?? new Uint8Array());
    const config = imageJson(image.images[0]?.config.bytes);
    expect(config.rootfs.diff_ids).to.deep.equal([sha256(tar)]);
    expect(config.history.filter((step) => step.empty_layer !== true)).to.have.length(1);
    expect(config).to.include({ created: '2023-11-14T22:13:20Z', architecture: 'amd64', os: 'linux' });
    const entries = await unpackTar(tar);
    expect(entries.map(({ header }) => [header.name, header.mode])).to.deep.equal([
      ['usr/', 0o755],
      ['usr/bin/', 0o755],
      ['usr/bin/app', 0o644],
      ['usr-1', 0o644],
    ]);
  });

  it('becomes an archive that an OCI layout is, in which Docker finds its image too', async () => {
    const image = await made([file('a', 'x')], ['amd64'], ociTypes, false);
    const names = ['docker.io/library/app:1', 'localhost:5000/app:latest'];
    const entries = archiveFiles(image, names, { docker: true, created: '2023-11-14T22:13:20Z' });
    const found = (path: string) => entries.find((entry) => entry.path === path)?.data;
    expect(imageJson(found('oci-layout'))).to.deep.equal({ imageLayoutVersion: '1.0.0' });
    const { manifests } = imageJson(found('index.json'));
    expect(manifests.map((one) => one.annotations?.['org.opencontainers.image.ref.name'])).to.deep.equal([
      '1',
      'latest',
    ]);
    const [config, layer] = [image.images[0]?.config.digest, image.images[0]?.layers[0]?.digest].map(
      (digest = '') => `blobs/${digest.replace(':', '/')}`,
    );
    const docker: unknown = imageJson(found('manifest.json'));
    expect(docker).to.deep.equal([
      { Config: config, RepoTags: ['app:1', 'localhost:5000/app:latest'], Layers: [layer] },
    ]);
    expect(found(config ?? '')).to.equal(image.images[0]?.config.bytes);
    expect(found(layer ?? '')).to.equal(image.images[0]?.layers[0]?.bytes);
    const plain = archiveFiles(image, [], { docker: false, created: '2023-11-14T22:13:20Z' });
    expect(plain.some(({ path }) => path === 'manifest.json')).to.equal(false);
  });
});
