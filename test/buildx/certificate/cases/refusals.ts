import type { CertifiedCase } from '../certified-case.js';
import { build, lines } from './base.js';

const refused = (name: string, ...text: readonly string[]): CertifiedCase => ({
  name: `refuses ${name}`,
  files: { Dockerfile: lines(...text) },
  runs: [build()],
});

/** Dockerfiles that are refused before a step is made. */
export const refusalCases: readonly CertifiedCase[] = [
  { name: 'refuses a Dockerfile that is not there', files: {}, runs: [build()] },
  refused('an empty Dockerfile', '# nothing'),
  refused('an unknown instruction', 'FROM scratch', 'RUM make'),
  refused('a step before FROM', 'RUN make'),
  refused('COPY with one argument', 'FROM scratch', 'COPY a'),
  refused('an unknown flag', 'FROM scratch', 'COPY --form=a b c'),
  refused('a stage that comes later', 'FROM scratch', 'COPY --from=later a b', 'FROM scratch AS later'),
  refused('an empty name of an image', 'ARG BASE', 'FROM $BASE'),
  refused('a name of an image that is none', 'FROM Upper:case'),
  refused('a heredoc without an end', 'FROM scratch', 'COPY <<EOF /a', 'hello'),
  refused('a mount of an unknown type', 'FROM scratch', 'RUN --mount=type=disk,target=/a true'),
  refused('an interval that is none', 'FROM scratch', 'HEALTHCHECK --interval=fast CMD true'),
  refused('EXPOSE of no port', 'FROM scratch', 'EXPOSE http/udp'),
  refused('ENV without a value', 'FROM scratch', 'ENV A'),
  refused('an ENV that cannot be expanded', 'FROM scratch', 'ENV A=${B:?is not set}'),
  {
    name: 'refuses a stage that does not exist',
    files: { Dockerfile: lines('FROM scratch AS test') },
    runs: [build('--target', 'tset')],
  },
  {
    name: 'refuses a platform that is none',
    files: { Dockerfile: lines('FROM scratch') },
    runs: [build('--platform', 'linux/amd64/v1/x/y')],
  },
];
