import { build as scripted } from '../../../../src/index.js';
import type { CertifiedCase } from '../certified-case.js';
import { build, lines, withShell } from './base.js';

const own = () => scripted().fromDockerfile();
const once = () => scripted().once().fromDockerfile();

/** Steps that succeed, are cached, or fail. */
export const stepCases: readonly CertifiedCase[] = [
  {
    name: 'builds from nothing',
    files: { Dockerfile: lines('FROM scratch') },
    runs: [build()],
  },
  {
    name: 'copies a file',
    files: { Dockerfile: lines('FROM scratch', 'COPY hello /'), hello: 'hello\n' },
    runs: [build()],
  },
  {
    name: 'copies a directory and adds files',
    files: { Dockerfile: lines('FROM scratch', 'COPY src /src', 'ADD a b /both/'), 'src/a': '', a: 'a', b: 'b' },
    runs: [build()],
  },
  {
    name: 'copies with a link, owner and mode',
    files: {
      Dockerfile: lines('FROM scratch', 'COPY --link a /a', 'COPY --chown=1:2 --chmod=600 a /b'),
      a: 'a',
    },
    runs: [build()],
  },
  {
    name: 'copies what is written in the Dockerfile',
    files: { Dockerfile: lines('FROM scratch', 'COPY <<EOF /greeting', 'hello', 'EOF') },
    runs: [build()],
  },
  {
    name: 'runs steps that print',
    files: { Dockerfile: withShell('RUN echo one; echo two >&2', 'RUN ["/bin/sh", "-c", "printf three"]') },
    scenario: {
      builds: [
        own()
          .step(/echo one/)
          .logs('one\n')
          .logs('two\n', { stream: 'stderr' })
          .step(/printf three/)
          .logs('three'),
      ],
    },
    runs: [build()],
  },
  {
    name: 'runs what is written in the Dockerfile',
    files: { Dockerfile: withShell('RUN <<EOF', 'echo one', 'echo two', 'EOF') },
    scenario: { builds: [own().step(/RUN/).logs('one\ntwo\n')] },
    runs: [build()],
  },
  {
    name: 'runs in a directory, as a user, with variables',
    files: { Dockerfile: withShell('ARG A=1', 'ENV B=$A', 'WORKDIR /work/$B', 'USER 1:1', 'RUN : $A $B') },
    runs: [build('--build-arg', 'A=2')],
  },
  {
    name: 'finds all steps in the cache',
    files: { Dockerfile: withShell('WORKDIR /w', 'RUN : made') },
    scenario: {
      builds: [
        once(),
        own()
          .step(/COPY/)
          .cached()
          .step(/WORKDIR/)
          .cached()
          .step(/RUN/)
          .cached(),
      ],
    },
    runs: [build(), build()],
  },
  {
    name: 'makes a stage anew by --no-cache-filter',
    files: {
      Dockerfile:
        withShell('RUN : base').replace('scratch', 'scratch AS base') + lines('FROM base AS app', 'RUN : app'),
    },
    scenario: {
      builds: [
        once(),
        own()
          .step(/base 1.*COPY/)
          .cached()
          .step(/RUN : base/)
          .cached(),
      ],
    },
    runs: [build(), build('--no-cache-filter', 'app')],
  },
  {
    name: 'makes all anew by --no-cache',
    files: { Dockerfile: withShell('RUN : made') },
    runs: [build(), build('--no-cache')],
  },
  {
    name: 'builds in stages',
    files: {
      Dockerfile: lines(
        'FROM scratch AS base',
        'COPY sh /bin/sh',
        'FROM base AS build',
        'RUN : compile',
        'FROM scratch',
        'COPY --from=build /bin/sh /app',
      ),
    },
    runs: [build()],
  },
  {
    name: 'builds two stages side by side',
    files: {
      Dockerfile: lines(
        ...['FROM scratch AS base', 'COPY sh /bin/sh', 'FROM base AS one', 'RUN echo one >/one'],
        ...['FROM base AS two', 'RUN echo two >/two', 'FROM scratch'],
        ...['COPY --from=one /one /', 'COPY --from=two /two /'],
      ),
    },
    parallel: true,
    runs: [build()],
  },
  {
    name: 'builds one stage by --target',
    files: { Dockerfile: withShell('RUN : one').replace('scratch', 'scratch AS one') + lines('FROM one', 'RUN : two') },
    runs: [build('--target', 'one')],
  },
  {
    name: 'builds for two platforms',
    files: { Dockerfile: lines('FROM scratch', 'ARG TARGETARCH', 'COPY $TARGETARCH /'), amd64: '1', arm64: '2' },
    parallel: true,
    runs: [build('--platform', 'linux/amd64,linux/arm64')],
  },
  {
    name: 'fails in RUN',
    files: { Dockerfile: withShell('RUN echo broken >&2; exit 7') },
    scenario: {
      builds: [
        own()
          .step(/exit 7/)
          .logs('broken\n', { stream: 'stderr' })
          .exits(7),
      ],
    },
    runs: [build()],
  },
  {
    name: 'fails in RUN of the exec form',
    files: { Dockerfile: withShell('RUN ["/bin/sh", "-c", "exit 3"]') },
    scenario: {
      builds: [
        own()
          .step(/exit 3/)
          .exits(3),
      ],
    },
    runs: [build()],
  },
  {
    name: 'fails in RUN of many lines',
    files: { Dockerfile: withShell('RUN echo one && \\', '  echo two && \\', '  exit 4', 'WORKDIR /after') },
    scenario: {
      builds: [
        own()
          .step(/exit 4/)
          .logs('one\ntwo\n')
          .exits(4),
      ],
    },
    runs: [build()],
  },
  {
    name: 'fails in RUN that is written in the Dockerfile',
    files: { Dockerfile: withShell('RUN <<EOF', 'echo one', 'exit 5', 'EOF') },
    scenario: { builds: [own().step(/RUN/).logs('one\n').exits(5)] },
    runs: [build()],
  },
  {
    name: 'fails in COPY of what is not there',
    files: { Dockerfile: lines('FROM scratch', 'COPY missing /') },
    runs: [build()],
  },
  {
    name: 'fails in COPY of what is ignored',
    files: { Dockerfile: lines('FROM scratch', 'COPY secret /'), secret: 's', '.dockerignore': 'secret\n' },
    runs: [build()],
  },
  {
    name: 'fails in COPY from a stage that lacks it',
    files: { Dockerfile: lines('FROM scratch AS one', 'COPY a /', 'FROM scratch', 'COPY --from=one /b /'), a: 'a' },
    scenario: {
      builds: [
        own()
          .step(/--from=one/)
          .fails('failed to calculate checksum of ref buildx-testkit::1234567890123456789012345: "/b": not found'),
      ],
    },
    runs: [build()],
  },
  {
    name: 'is shown in plain progress',
    files: { Dockerfile: withShell('RUN echo hello', 'WORKDIR /w') },
    scenario: { builds: [own().step(/echo/).logs('hello\n')] },
    runs: [{ ...build(), plain: true }],
  },
  {
    name: 'fails in plain progress',
    files: { Dockerfile: withShell('RUN echo hello; exit 9') },
    scenario: { builds: [own().step(/echo/).logs('hello\n').exits(9)] },
    runs: [{ ...build(), plain: true }],
  },
  {
    name: 'says nothing by --quiet',
    files: { Dockerfile: withShell('RUN echo hello') },
    runs: [{ args: ['build', '-q', '--output', 'type=cacheonly', '.'] }],
  },
  {
    name: 'is interrupted in a step',
    files: { Dockerfile: withShell('RUN sleep 600') },
    scenario: { builds: [own().step(/sleep/).until('never')] },
    runs: [{ ...build(), interruptedAt: '[2/2] RUN sleep 600' }],
  },
];
