import { build, vertex } from '../../../../src/index.js';
import type { ProgramCase } from '../program-case.js';

const files = { '/app/run': '#!/bin/sh\n' };
const made = build().add(vertex('[1/1] RUN make'));
const scenario = { builds: [{ ...made.script, image: { files } }] };
const plain = ['build', '--progress', 'plain'];

/** Where the result of a build goes, and its cache. */
export const outputCases: readonly ProgramCase[] = [
  {
    name: 'writes an OCI layout into a directory',
    args: [...plain, '-t', 'app:1', '-o', 'type=oci,tar=false,dest=out', '--metadata-file', 'm.json', '.'],
    scenario,
    shows: ['exporting to oci image format', 'exporting manifest sha256:'],
    hides: ['sending tarball'],
    writes: {
      'out/index.json': /"digest":"sha256:[0-9a-f]{64}"/,
      'out/oci-layout': 'imageLayoutVersion',
      'm.json': '"containerimage.digest": "sha256:',
    },
  },
  {
    name: 'writes a tar with an OCI layout',
    args: [...plain, '-o', 'type=oci,dest=out.tar', '.'],
    scenario,
    shows: ['exporting to oci image format', 'sending tarball'],
    writes: { 'out.tar': 'imageLayoutVersion' },
  },
  {
    name: 'writes a tar that docker load takes',
    args: [...plain, '-t', 'app:1', '-o', 'type=docker,dest=out.tar', '.'],
    scenario,
    shows: ['exporting to docker image format', 'sending tarball'],
    writes: { 'out.tar': '"RepoTags":["app:1"]' },
  },
  {
    name: 'writes a tar of the files',
    args: [...plain, '-o', 'type=tar,dest=out.tar', '.'],
    scenario,
    shows: ['exporting to client tarball', 'sending tarball'],
    writes: { 'out.tar': '#!/bin/sh\n' },
  },
  {
    name: 'writes the files into a directory',
    args: [...plain, '-o', 'out', '.'],
    scenario,
    shows: ['exporting to client directory', 'copying files'],
    writes: { 'out/app/run': '#!/bin/sh\n' },
  },
  {
    name: 'writes what its own Dockerfile copies',
    files: {
      Dockerfile: [
        'FROM scratch AS build',
        'WORKDIR /src',
        'COPY app/*.txt ./',
        'COPY --chmod=755 <<EOF run.sh',
        'echo hello',
        'EOF',
        'RUN make',
        'FROM scratch',
        'COPY --from=build /src /app/',
        'COPY app etc/',
      ].join('\n'),
      '.dockerignore': 'app/hidden\n',
      'app/a.txt': 'from the context\n',
      'app/deep/b': 'deep\n',
      'app/hidden': 'no',
    },
    args: [...plain, '-o', 'out', '.'],
    scenario: {},
    writes: {
      'out/app/a.txt': /^from the context\n$/,
      'out/app/run.sh': /^echo hello\n$/,
      'out/etc/deep/b': /^deep\n$/,
      'out/etc/a.txt': 'from the context',
    },
  },
  {
    name: 'writes what is stated of the files beside them',
    args: [...plain, '--provenance=mode=max', '--sbom=true', '-o', 'out', '.'],
    scenario,
    writes: {
      'out/provenance.json':
        /"predicateType": "https:\/\/slsa\.dev\/provenance\/v0\.2",\s+"subject": \[\s+\{\s+"name": "app\/run"/,
      'out/sbom.spdx.json': '"predicateType": "https://spdx.dev/Document"',
    },
  },
  {
    name: 'writes its cache into a directory',
    args: [...plain, '--cache-to', 'type=local,dest=cache,mode=max', '.'],
    scenario,
    shows: ['exporting cache to client directory', 'preparing build cache for export', 'writing config sha256:'],
    writes: { 'cache/index.json': /"digest":"sha256:[0-9a-f]{64}"/ },
  },
  {
    name: 'sends its cache to a registry, of which nothing comes there',
    args: [...plain, '--cache-to', 'type=registry,ref=example.com/cache', '.'],
    scenario,
    shows: ['exporting cache to registry', 'writing cache image manifest sha256:'],
  },
  {
    name: 'has its cache in the image',
    args: [...plain, '--cache-to', 'type=inline', '-o', 'type=oci,dest=out.tar', '.'],
    scenario,
    shows: ['preparing layers for inline cache'],
    writes: { 'out.tar': '"moby.buildkit.cache.v0":"' },
  },
  {
    name: "reads a registry's cache, from which nothing comes unless the script says so",
    args: [...plain, '--cache-from', 'type=registry,ref=example.com/cache', '.'],
    scenario: { builds: [build().add(vertex('[1/2] FROM base').cached(), vertex('[2/2] RUN make'))] },
    shows: ['importing cache manifest from example.com/cache', /#\d+ \[1\/2\] FROM base\n#\d+ CACHED/],
    hides: [/\[2\/2\] RUN make\n#\d+ CACHED/],
  },
];
