import { behaviours } from '../../src/protocol/behaviour.js';
import { type Quirk, quirkCatalogue } from '../../src/index.js';
import { releasesOf } from '../../src/protocol/releases.js';
import { defaultRevision, isWithin, type Revision, revisions, type RevisionSpan } from '../../src/protocol/revision.js';
import { infoOf } from '../../src/protocol/info.js';

const head = `# Revisions

The controller's protocol had seven revisions, and the fake, the client and the suite speak all of them. Each is named after
the first release that speaks it, and the first of all, which no release speaks, after the month of its commit. Wherever a
revision is asked for, the name of a release does as well: \`revision: 'v0.20.1'\`, \`--revision 0.13\`. A name of neither is
refused with the list. buildx v0.24 and later have no such controller.

`;

const middle = `
A target's revision is found from what it says in \`Info\`: a release's version, also as distributions spell it, or a commit.
Where that tells nothing, the suite asks the target three things that change nothing there. What is still in doubt then (0.12
or 0.14, 0.16 or 0.17) must be given with \`--revision\`.

The suite was run against the real v0.11.2, 0.13.1, v0.17.1 and v0.23.0: none violates a MUST. What they violate of the SHOULD are
their defects, a [list](conformance.md#failures-that-are-known) for each. And the fake was compared with each of them, message by message
([how](certificate-controller.md)): no difference is left without an explanation.

A scenario is written once and played in any revision. What no client of a revision can say (an option of a build that \`when\` asks for,
a fault in an RPC) is refused at the start, with its place and the first revision that has it; with the option \`unsayable: 'drop'\`, or
\`serve --unsayable drop\`, the rest is played. Scripts of a scenario with \`fallback: true\` may be for the clients of some revisions
only. What a script makes the server tell and its revision has no room for, such as typed details of errors in \`2023-04\`, is left out.

## A client and a server of different revisions

The real client refuses a server of another version, but others may not. A field that came later is ignored by older servers. Of
what changed its meaning on the wire comes this:

| the client says | from | at | it is |
|---|---|---|---|
| \`noCache\`, \`pull\`, \`exportPush\` | \`2023-04\` | \`0.11\` and later | read as \`pull\`, \`exportPush\`, \`exportLoad\` |
| \`pull\`, \`exportPush\`, \`exportLoad\` | \`0.11\` and later | \`2023-04\` | read as \`noCache\`, \`pull\`, \`exportPush\` |
| \`metadataFile\`, \`exportLoad\` | \`2023-04\` | \`0.11\` to \`0.17\` | ignored |
| | \`2023-04\` | \`0.18\` | refused with INTERNAL: \`wrong wireType\` |
| \`noCache\`, \`sourcePolicy\` | \`0.11\` and later | \`2023-04\` | ignored |
| \`callFunc\` | \`2023-04\` | \`0.11\` and later | almost always refused with INTERNAL, for the text is no message |
| | \`0.11\` and later | \`2023-04\` | read as a function whose name is the bytes of the message; refused where those are no UTF-8 |
| \`withProvenanceResponse\` | \`0.14\` | \`0.16\`, \`0.17\` | ignored |
| | \`0.14\` | \`0.18\` | refused with INTERNAL: \`wrong wireType\` |
| \`provenanceResponseMode\` | \`0.16\` and later | \`0.14\` | ignored |

## What differs

One row for each fact, with the section of [the real controller](real-controller.md) that tells more. A dot says that servers
of that revision do so. What the messages of a revision have is in its folder of \`proto/\`.

`;

const end = `
## Defects

These are [quirks](fake-controller.md) of some revisions only; the others are in all of them.

`;

/** The page about the revisions, made of the table of what differs. */
export function revisionsPage(): string {
  const facts = Object.values(behaviours).map(({ says, section, ...span }) => factRow(says, section, span));
  const quirks = Object.entries<Quirk>(quirkCatalogue)
    .filter(([, quirk]) => revisions.some((revision) => !isWithin(quirk, revision)))
    .map(([name, quirk]) => factRow(`\`${name}\`: ${quirk.does}`, quirk.section, quirk));
  return [head, lines(names()), middle, lines([...columns(), ...facts]), end, lines([...columns(), ...quirks])].join(
    '',
  );
}

function names(): readonly string[] {
  return ['| revision | releases | what its last release says of itself |', '|---|---|---|', ...revisions.map(nameRow)];
}

function nameRow(revision: Revision): string {
  const releases = releasesOf(revision);
  const minors = [...new Set([releases?.firstMinor, releases?.lastMinor])].filter((minor) => minor !== undefined);
  const spoken = minors.length === 0 ? 'none' : minors.map((minor) => `v0.${minor}`).join(' to ');
  const { version, revision: commit } = infoOf(revision);
  const name = revision === defaultRevision ? `\`${revision}\` (default)` : `\`${revision}\``;
  return `| ${name} | ${spoken} | \`${version}\` \`${commit.slice(0, 12)}\` |`;
}

function columns(): readonly string[] {
  return [`| | ${revisions.join(' | ')} | |`, `|---|${revisions.map(() => ':-:|').join('')}---|`];
}

function factRow(says: string, section: string, span: RevisionSpan): string {
  const dots = revisions.map((revision) => (isWithin(span, revision) ? '•' : ' '));
  return `| ${says} | ${dots.join(' | ')} | ${section} |`;
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
