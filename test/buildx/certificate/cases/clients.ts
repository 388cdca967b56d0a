import type { CertifiedCase } from '../certified-case.js';
import { build, lines, withShell } from './base.js';

/** What comes from the client: its contexts, secrets, agents, and options. */
export const clientCases: readonly CertifiedCase[] = [
  {
    name: 'reads a Dockerfile on stdin',
    files: { a: 'a' },
    runs: [
      {
        args: ['build', '--output', 'type=cacheonly', '-f', '-', '.'],
        stdin: lines('FROM scratch', 'COPY a /'),
      },
    ],
  },
  {
    name: 'reads a Dockerfile on stdin without a context',
    files: {},
    runs: [{ args: ['build', '--output', 'type=cacheonly', '-'], stdin: lines('FROM scratch', 'ENV A=1') }],
  },
  {
    name: 'reads a Dockerfile of another name, which has a list of its own of what is ignored',
    files: {
      'docker/Containerfile': lines('FROM scratch', 'COPY . /'),
      'docker/Containerfile.dockerignore': '*\n!a\n',
      a: 'a',
    },
    runs: [build('-f', 'docker/Containerfile')],
  },
  {
    name: 'leaves out what is ignored',
    files: {
      Dockerfile: lines('FROM scratch', 'COPY . /'),
      '.dockerignore': '*.log\nsh\n',
      a: 'a',
      'a.log': 'log',
    },
    runs: [build()],
  },
  {
    name: 'copies from a named context of a directory',
    files: { Dockerfile: lines('FROM scratch', 'COPY --from=other word /'), 'other/word': 'hello' },
    runs: [build('--build-context', 'other=other')],
  },
  {
    name: 'takes a directory for an image',
    files: { Dockerfile: lines('FROM base', 'COPY a /'), 'other/word': 'hello', a: 'a' },
    runs: [build('--build-context', 'base=other')],
  },
  {
    name: 'mounts a secret',
    files: { Dockerfile: withShell('RUN --mount=type=secret,id=token,required : $token'), token: 'hunter2' },
    runs: [build('--secret', 'id=token,src=token')],
  },
  {
    name: 'mounts a secret that is in the environment',
    files: { Dockerfile: withShell('RUN --mount=type=secret,id=token,target=/token :') },
    runs: [{ ...build('--secret', 'id=token,env=TOKEN'), env: { TOKEN: 'hunter2' } }],
  },
  {
    name: 'mounts a secret that is not required and not there',
    files: { Dockerfile: withShell('RUN --mount=type=secret,id=token :') },
    runs: [build()],
  },
  {
    name: 'lacks a secret that is required',
    files: { Dockerfile: withShell('RUN --mount=type=secret,id=token,required :') },
    runs: [build()],
  },
  {
    name: 'lacks an SSH agent that is required',
    files: { Dockerfile: withShell('RUN --mount=type=ssh,required :') },
    runs: [build()],
  },
  {
    name: 'mounts a cache, a tmpfs and another stage',
    files: {
      Dockerfile: lines(
        ...['FROM scratch AS other', 'COPY a /', 'FROM scratch', 'COPY sh /bin/sh'],
        'RUN --mount=type=cache,target=/c --mount=type=tmpfs,target=/t --mount=from=other,target=/o :',
        'RUN --mount=target=/context :',
      ),
      a: 'a',
    },
    parallel: true,
    runs: [build()],
  },
  {
    name: 'runs without a network',
    files: { Dockerfile: withShell('RUN :', 'RUN --network=none :') },
    runs: [build('--network', 'none')],
  },
  {
    name: 'is refused the network of the host',
    files: { Dockerfile: withShell('RUN --network=host :') },
    runs: [build()],
  },
  {
    name: 'is refused to run insecurely',
    files: { Dockerfile: lines('# syntax-of-labs', 'FROM scratch', 'COPY sh /bin/sh', 'RUN --security=insecure :') },
    runs: [build()],
  },
  {
    name: 'names further hosts and limits',
    files: { Dockerfile: withShell('RUN :') },
    runs: [build('--add-host', 'db:10.0.0.1', '--ulimit', 'nofile=1000:2000', '--shm-size', '64m')],
  },
  {
    name: 'has build arguments that no ARG declares',
    files: { Dockerfile: lines('FROM scratch') },
    runs: [build('--build-arg', 'UNUSED=1')],
  },
  {
    name: 'has a context that is not there',
    files: { Dockerfile: lines('FROM scratch') },
    runs: [{ args: ['build', 'nowhere'] }],
  },
];
