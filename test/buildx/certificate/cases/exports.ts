import type { CertifiedCase } from '../certified-case.js';
import { lines } from './base.js';

const files = { Dockerfile: lines('FROM scratch', 'COPY a /'), a: 'a' };
const exported = (name: string, output: string, ...args: readonly string[]): CertifiedCase => ({
  name: `exports ${name}`,
  parallel: args.includes('--platform'),
  files: { ...files, 'out/.keep': '' },
  runs: [{ args: ['build', '--output', output, '--metadata-file', 'm.json', ...args, '.'] }],
});

/** What a build leaves. */
export const exportCases: readonly CertifiedCase[] = [
  { name: 'says that nothing is exported', files, runs: [{ args: ['build', '.'] }] },
  exported('files', 'type=local,dest=out'),
  exported('files of two platforms', 'type=local,dest=out', '--platform', 'linux/amd64,linux/arm64'),
  exported('an archive of files', 'type=tar,dest=out/files.tar'),
  exported('an OCI archive', 'type=oci,dest=out/image.tar'),
  exported('an OCI archive with a name and annotations', 'type=oci,dest=out/image.tar,annotation.a=b', '-t', 'one:1'),
  exported('an OCI directory', 'type=oci,dest=out/image,tar=false'),
  exported('an OCI archive with zstd', 'type=oci,dest=out/image.tar,compression=zstd'),
  exported('an image for Docker', 'type=docker,dest=out/image.tar', '-t', 'one:1', '--label', 'a=b'),
  exported(
    'an image of two platforms for Docker',
    'type=docker,dest=out/i.tar',
    '--platform',
    'linux/amd64,linux/arm64',
  ),
  exported('an image into the store', 'type=image,name=example.com/one:1'),
  exported('an image without attestations', 'type=image,name=example.com/one:1', '--provenance', 'false'),
  exported('an image with zstd', 'type=image,name=example.com/one:1,compression=zstd', '--provenance', 'false'),
  exported(
    'an image with annotations of what points to it',
    'type=image,name=example.com/one:1,annotation-manifest-descriptor.a=b',
    ...['--provenance', 'false'],
  ),
  exported(
    "an image with statements and Docker's media types",
    'type=image,name=example.com/one:1,oci-mediatypes=false',
  ),
  exported('an OCI archive of a bad name', 'type=oci,name=Bad:Name:1,dest=out/image.tar', '--provenance', 'false'),
  exported('an image of a short name', 'type=image', '-t', 'one'),
  exported('an image of two names', 'type=image', '-t', 'example.com/one:1', '-t', 'example.com/two'),
  exported('with provenance', 'type=oci,dest=out/image.tar', '--provenance', 'mode=max'),
  exported('without attestations', 'type=oci,dest=out/image.tar', '--provenance', 'false'),
  exported('nothing to an unknown exporter', 'type=paper,dest=out'),
  exported('an image of a bad name', 'type=image,name=Bad:Name:1'),
  {
    name: 'writes a cache to a directory and reads it',
    files: { ...files, 'out/.keep': '' },
    runs: [
      { args: ['build', '--output', 'type=cacheonly', '--cache-to', 'type=local,dest=out/cache', '.'] },
      { args: ['build', '--output', 'type=cacheonly', '--cache-from', 'type=local,src=out/cache', '.'] },
    ],
  },
  {
    name: 'writes a cache into the image',
    files,
    runs: [{ args: ['build', '--output', 'type=image,name=one', '--cache-to', 'type=inline', '.'] }],
  },
  {
    name: 'is refused a cache of an unknown kind',
    files,
    runs: [{ args: ['build', '--output', 'type=cacheonly', '--cache-to', 'type=tape', '.'] }],
  },
  {
    name: 'builds on an OCI directory',
    files: { ...files, 'next/Dockerfile': lines('FROM base', 'COPY b /'), 'next/b': 'b', 'out/.keep': '' },
    runs: [
      { args: ['build', '--output', 'type=oci,dest=out/image,tar=false', '--provenance', 'false', '-t', 'one:1', '.'] },
      {
        args: [
          ...['build', '--output', 'type=cacheonly', '--build-context', 'base=oci-layout://./out/image:1', 'next'],
        ],
      },
    ],
  },
  {
    name: 'writes the ID of the image',
    files,
    runs: [{ args: ['build', '--output', 'type=oci,dest=out.tar', '--iidfile', 'out/iid', '.'] }],
  },
];
