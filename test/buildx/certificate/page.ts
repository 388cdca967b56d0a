import { certifiedCases } from './cases/index.js';
import { explanations } from './explanations.js';
import type { Recording } from './recording.js';

export const pageFile = 'docs/certificate-buildkit.md';

/** The certificate, as the recordings have it. */
export function page(recordings: readonly Recording[]): string {
  const columns = recordings.map(({ engine, program }) => `Docker ${engine}, buildx ${program}`);
  return `# The fake BuildKit beside the real one

The same Dockerfiles and command lines were run by the real docker-buildx against the fake BuildKit and against the BuildKit inside
of a Docker engine, through its driver \`remote\`. Compared were exit codes, what was printed, each vertex with its inputs, statuses, logs, warnings and error, the
metadata, and which files were written. Times, digests, IDs and sizes of images were left out, and so was what is chance on a real BuildKit: the order in which the steps
of a graph are told, the names that builds side by side give to steps that they share, and what an interrupted build says last.

${recordings.map(summary).join('\n')}

"same" means that nothing differs. Anything else is the name of a kind of difference, which is [explained below](#differences). The command lines and Dockerfiles are
in \`test/buildx/certificate/cases\`. Tests hold the fake to this table where there is a docker-buildx of that version, and the real BuildKit of Docker 26.1.5 to what
is recorded of it where there is an engine.

${Object.entries(certifiedCases)
  .map(
    ([heading, cases]) => `## ${heading}

| the program | ${columns.join(' | ')} |
|---|${'---|'.repeat(columns.length)}
${cases.map(({ name }) => `| ${name} | ${recordings.map((recording) => verdict(recording, name)).join(' | ')} |`).join('\n')}
`,
  )
  .join('\n')}
## Differences

| the fake | why | engines |
|---|---|---|
${explanations.map(({ name, why, engines }) => `| ${name} | ${why} | ${engines?.join(', ') ?? 'all'} |`).join('\n')}

Made by \`npm run certify -- --update\`, which needs a Docker engine.
`;
}

function summary({ engine, program, cases }: Recording): string {
  const all = Object.values(cases);
  const same = all.filter(({ explained }) => explained.length === 0).length;
  return `- Docker ${engine} under buildx ${program}: ${all.length} cases, of which ${same} are the same in everything.`;
}

function verdict({ cases }: Recording, name: string): string {
  const recorded = cases[name];
  if (recorded === undefined) return 'not asked: it came later';
  return recorded.explained.length === 0 ? 'same' : recorded.explained.join(', ');
}
