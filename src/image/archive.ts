import type { Image } from './image.js';
import { ociTypes } from './media-types.js';
import { type RootEntry, type RootFile, rootEntries } from './root-files.js';

/**
 * The files of an image as an archive: an OCI layout, and for Docker its `manifest.json` as well.
 * @param names with their tags, such as `docker.io/library/app:latest`
 * @param created in ISO 8601
 */
export function archiveFiles(
  image: Image,
  names: readonly string[],
  { docker, created }: { readonly docker: boolean; readonly created: string },
): readonly RootEntry[] {
  const files: RootFile[] = [
    json('oci-layout', { imageLayoutVersion: '1.0.0' }),
    json('index.json', {
      schemaVersion: 2,
      mediaType: ociTypes.index,
      manifests: (names.length === 0 ? [undefined] : names).map((name) => {
        const { descriptor } = image;
        const named =
          name === undefined
            ? {}
            : { 'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': tagOf(name) };
        const annotations = { ...descriptor.annotations, ...named, 'org.opencontainers.image.created': created };
        return { ...descriptor, annotations };
      }),
    }),
    ...image.blobs.map(({ digest, bytes }) => ({ path: pathOf(digest), data: bytes })),
  ];
  const [first] = image.images;
  if (docker && first !== undefined)
    files.push(
      json('manifest.json', [
        {
          Config: pathOf(first.config.digest),
          RepoTags: names.map((name) => name.replace(/^docker\.io\/(library\/)?/, '')),
          Layers: first.layers.map(({ digest }) => pathOf(digest)),
        },
      ]),
    );
  return rootEntries(files);
}

function json(path: string, value: object): RootFile {
  return { path, data: Buffer.from(JSON.stringify(value)) };
}

function pathOf(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

/** What comes after the colon of the last part: before it, a colon belongs to a port. */
function tagOf(name: string): string {
  return /:(?<tag>[^/:]+)$/.exec(name)?.groups?.['tag'] ?? 'latest';
}
