import { build, vertex } from '../../../../src/index.js';
import type { ProgramCase } from '../program-case.js';
import { cacheCases } from './cache.js';

const made = vertex('[1/1] RUN make');
const digest = /^sha256:[0-9a-f]{64}$/;
const linked = {
  target: { base: { context: '.' }, app: { context: '.', contexts: { base: 'target:base' }, target: 'app' } },
  group: { default: { targets: ['app', 'base'] } },
};

/** What a build leaves behind, and bake, which makes several. */
export const resultCases: readonly ProgramCase[] = [
  {
    name: 'writes its metadata and the digest of the image',
    args: ['build', '--push', '-t', 'example.com/a', '--metadata-file', 'm.json', '--iidfile', 'iid', '.'],
    scenario: { builds: [build().add(made)] },
    writes: { 'm.json': /"containerimage\.digest": "sha256:[0-9a-f]{64}"/, iid: digest },
  },
  {
    name: 'writes the digest that the script says',
    args: ['build', '--push', '-t', 'example.com/a', '--metadata-file', 'm.json', '.'],
    scenario: {
      builds: [
        build()
          .add(made)
          .replies({ 'containerimage.digest': `sha256:${'a'.repeat(64)}` }),
      ],
    },
    writes: { 'm.json': `"containerimage.digest": "sha256:${'a'.repeat(64)}"` },
  },
  {
    name: 'bakes targets that are linked, a build each',
    files: { Dockerfile: 'FROM scratch\n', 'docker-bake.json': JSON.stringify(linked) },
    args: ['bake', '--progress', 'plain'],
    scenario: {
      builds: [
        build().when({ target: 'app' }).add(vertex('[app 1/1] RUN app')),
        build().when({ target: '' }).add(vertex('[base 1/1] RUN base')),
      ],
    },
    shows: [/\[app (app )?1\/1\] RUN app/, /\[base (base )?1\/1\] RUN base/],
  },
  {
    name: 'bakes no more when a target fails',
    files: { Dockerfile: 'FROM scratch\n', 'docker-bake.json': JSON.stringify(linked) },
    args: ['bake', '--progress', 'plain', 'app'],
    scenario: { builds: [build().add(vertex('[base 1/1] RUN base').exits(3))] },
    exitCode: 1,
    shows: ['exit code: 3'],
  },
  {
    name: 'has nothing that it leaves unused with the driver remote, and says so',
    args: ['build', '--progress', 'plain', '.'],
    scenario: { builds: [build().add(made)] },
    shows: ['No output specified with remote driver'],
  },
  {
    name: 'prints its builder',
    args: ['inspect'],
    scenario: {},
    prints: ['Driver:', 'remote', 'linux/amd64'],
    builds: 0,
  },
  ...cacheCases,
];
