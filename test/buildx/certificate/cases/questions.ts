import type { CertifiedCase } from '../certified-case.js';
import { build, lines } from './base.js';

const asked = (name: string, question: string, ...text: readonly string[]): CertifiedCase => ({
  name,
  since: '0.15',
  files: { Dockerfile: lines(...text) },
  runs: [{ args: ['build', '--call', question, '.'] }],
});
const staged = [
  '# The base of all.',
  'FROM scratch AS base',
  '# VERSION is what is made.',
  'ARG VERSION=1',
  'RUN --mount=type=secret,id=token :',
  '',
  'FROM base AS app',
  'ARG DEBUG',
  'RUN --mount=type=ssh :',
];

/** What is asked of a Dockerfile without a build, and warnings. */
export const questionCases: readonly CertifiedCase[] = [
  asked('checks a Dockerfile that is well', 'check', 'FROM scratch', 'COPY a /'),
  asked(
    'checks a Dockerfile of many faults',
    'check',
    'from scratch as Base',
    'MAINTAINER me',
    'CMD a b',
    'ENV A 1',
    'CMD c',
  ),
  asked('checks a Dockerfile that is refused', 'check', 'FROM scratch', 'RUM make'),
  asked('checks into JSON', 'check,format=json', 'FROM scratch', 'MAINTAINER me'),
  asked('outlines a Dockerfile', 'outline', ...staged),
  asked('outlines into JSON', 'outline,format=json', ...staged),
  asked('lists stages', 'targets', ...staged),
  asked('lists stages into JSON', 'targets,format=json', ...staged),
  asked('is refused an unknown question', 'why', 'FROM scratch'),
  {
    name: 'warns of a Dockerfile of many faults',
    files: { Dockerfile: lines('from scratch as Base', 'MAINTAINER me', 'ENV A 1', 'ENTRYPOINT a b', 'ARG PASSWORD') },
    runs: [build()],
  },
  {
    name: 'warns of a variable that nobody declares',
    files: { Dockerfile: lines('FROM scratch', 'COPY $SRC/a /'), a: 'a' },
    runs: [build()],
  },
  {
    name: 'warns in plain progress',
    files: { Dockerfile: lines('FROM scratch', 'MAINTAINER me') },
    runs: [{ ...build(), plain: true }],
  },
  {
    name: 'fails for warnings, as its Dockerfile says',
    files: { Dockerfile: lines('# check=error=true', 'FROM scratch', 'MAINTAINER me') },
    runs: [build()],
  },
];
