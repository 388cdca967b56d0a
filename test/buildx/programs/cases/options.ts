import { build, vertex } from '../../../../src/index.js';
import type { ProgramCase } from '../program-case.js';

const plain = ['build', '--progress', 'plain'];
const made = vertex('[1/1] RUN make').logs('made\n');

/** What its command line asks for comes to the fake: a build that asks for something else is answered by no script. */
export const optionCases: readonly ProgramCase[] = [
  {
    name: 'asks for a stage of several by --target',
    files: { Dockerfile: 'FROM scratch AS base\nFROM base AS test\nFROM base\n' },
    args: [...plain, '--target', 'test', '.'],
    scenario: { builds: [build().when({ target: 'test' }).add(made)] },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'sends build arguments, labels and tags',
    args: [...plain, '--build-arg', 'A=1', '--label', 'l=2', '-t', 'one:1', '-t', 'two', '--push', '.'],
    scenario: {
      builds: [
        build()
          .when({
            buildArgs: { A: '1' },
            labels: { l: '2' },
            tags: ['one:1', 'two'],
            exportPush: true,
          })
          .add(made),
      ],
    },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'builds for several platforms',
    args: [...plain, '--platform', 'linux/amd64,linux/arm64', '.'],
    scenario: {
      builds: [
        build()
          .when({ platforms: ['linux/amd64', 'linux/arm64'] })
          .add(made),
      ],
    },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'names further contexts',
    files: { Dockerfile: 'FROM base\n', 'other/word': 'hello' },
    args: [...plain, '--build-context', 'base=docker-image://alpine:3.19', '--build-context', 'dir=other', '.'],
    scenario: {
      builds: [
        build()
          .when({ namedContexts: { base: { glob: 'docker-image://*alpine:3.19' } } })
          .add(made),
      ],
    },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'offers secrets and SSH keys',
    files: { Dockerfile: 'FROM scratch\n', token: 'hunter2' },
    args: [...plain, '--secret', 'id=token,src=token', '--secret', 'id=other,env=OTHER', '.'],
    env: { OTHER: 'x' },
    scenario: { builds: [build().add(made)] },
    shows: ['[1/1] RUN make'],
    hides: ['hunter2'],
  },
  {
    name: 'takes a Dockerfile on stdin and no context',
    args: [...plain, '-'],
    stdin: 'FROM scratch\n',
    scenario: { builds: [build().add(made)] },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'takes a Dockerfile on stdin with a context',
    args: [...plain, '-f', '-', '.'],
    stdin: 'FROM scratch\nCOPY . .\n',
    scenario: { builds: [build().add(made)] },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'names a Dockerfile of its own, and switches the cache off',
    files: { 'build/Containerfile': 'FROM scratch\n' },
    args: [...plain, '--no-cache', '--pull', '--network', 'none', '-f', 'build/Containerfile', '.'],
    scenario: {
      builds: [
        build().when({ dockerfileName: 'Containerfile', noCache: true, pull: true, networkMode: 'none' }).add(made),
      ],
    },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'names caches to read and to write',
    args: [
      ...plain,
      ...['--cache-from', 'type=registry,ref=example.com/cache'],
      ...['--cache-to', 'type=registry,ref=example.com/cache,mode=max', '.'],
    ],
    scenario: {
      builds: [
        build()
          .when({
            cacheFrom: [{ type: 'registry', attrs: { ref: 'example.com/cache' } }],
            cacheTo: [{ type: 'registry', attrs: { ref: 'example.com/cache', mode: 'max' } }],
          })
          .add(made),
      ],
    },
    shows: ['[1/1] RUN make'],
  },
  {
    name: 'is refused what no script knows, and told so',
    args: [...plain, '--target', 'tset', '.'],
    scenario: { builds: [build().when({ target: 'test' }).add(made)] },
    exitCode: 1,
    shows: ['failed to solve: ', 'target', 'tset'],
    unknown: true,
  },
];
