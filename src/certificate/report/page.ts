import type { Certificate } from '../certificate.js';
import { explanationsOf } from '../explanations/explain.js';
import type { Explanation } from '../explanations/explanation.js';
import { percent } from './text.js';

const waysToCome: Readonly<Record<Explanation['comes'], string>> = {
  always: 'in every long run',
  'by-chance': 'by chance',
  'with-some': 'with some builds of a server',
};

/** A certificate as a page of the documentation. */
export function certificatePage(certificate: Certificate): string {
  const { target, revision, seed, histories, named, commands, messages, facts, agreements } = certificate;
  const { package: from, version, revision: commit } = target.info;
  return `# How true the fake controller is

The same clients talked to the fake and to a real controller, and what both said was compared, message by message. This
page is what \`buildx-testkit certify\` found, and was written by it (\`--page\`). To make one for a release of your own,
see [how it is done](#how-it-is-done).

## What was found

| | |
|---|---|
| real controller | \`${from}\` ${version}, \`${commit}\`, revision \`${revision}\` of the protocol |
| histories | ${histories}, drawn from seed ${seed}; ${named} of them are cases of the [catalogue](catalogue.md); ${commands} commands |
| messages compared | ${messages} |
| facts compared | ${facts} |
| told alike | ${agreements} (${percent(agreements, facts)}) |
| told otherwise, and explained below | ${facts - agreements - unexplainedOf(certificate)} |
| not explained | ${certificate.unexplained.length} |
| came once, and not again when the history was played alone | ${certificate.fleeting.length} |

## What explains the differences

Neither side is wrong where they differ by a race, by an order that is open, or because the machines differ. Sections are
those of [the real controller](real-controller.md). How often each was the reason is of this one run.

| explanation | reason | section | comes | differences | histories |
|---|---|---|---|---|---|
${explanationsOf(revision)
  .map((one) => row(one, certificate))
  .join('\n')}

## What a server dies of

${deaths(certificate)}

## How it is done

A *history* is a list of things that up to two clients do to up to three sessions: builds, progress, stdin, processes,
looks. The first ones are cases of the catalogue; the others are drawn from the commands of [the model](model.md). What a
command means depends on the model alone, so that both sides are asked for the same. The fake goes first, in virtual time;
the real controller is then given the time to come as far.

Both journals are taken apart into *facts*, and the facts are compared: how each call ended, with its text and the types of
its details; each reply; the output of each process by file descriptor; and of a build each vertex, its inputs, its logs,
its warnings, its statuses, and the order in which the vertices came. Left out is what no two runs have in common: times,
digests, sizes, the names of sessions, how output and progress are cut into messages, and who of several subscribers gets
which message.

A difference that no explanation fits is played again, alone. One that comes again fails the run, and is printed with the
shortest history that shows it. An explanation that must come up and does not is stale, and fails a run of 300 histories or
more.

\`\`\`
npm run certify:controller                                       # the real controller of the container
npx buildx-testkit certify --target unix:///run/controller.sock --histories 1000 --seed 7
npx buildx-testkit certify --target unix:///run/controller.sock --seed 7 --replay 12:0:3
\`\`\`

The target needs [the builds and programs](conformance.md) of the conformance suite. A target that can be restarted
(\`container\`, or \`--restart-command\`) is also asked for what kills it.
`;
}

function unexplainedOf({ unexplained, fleeting }: Certificate): number {
  return [...unexplained, ...fleeting].reduce((sum, { times }) => sum + times, 0);
}

function row(explanation: Explanation, { explained }: Certificate): string {
  const { id, reason, section, comes } = explanation;
  const found = explained.find((one) => one.explanation.id === id);
  return `| \`${id}\` | ${reason} | ${section} | ${waysToCome[comes]} | ${found?.differences ?? 0} | ${found?.histories ?? 0} |`;
}

function deaths({ deaths: all }: Certificate): string {
  if (all.length === 0) return 'Nobody tried: the target cannot be restarted.';
  const rows = all.map(
    ({ name, fake, real, differences }) => `| \`${name}\` | ${fake} | ${real} | ${differences.length} |`,
  );
  return `| case of the catalogue | fake | real | not explained |\n|---|---|---|---|\n${rows.join('\n')}`;
}
