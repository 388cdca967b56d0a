import { catalogue, type CatalogueEntry } from '../../src/scenarios/index.js';
import { recordedSessions } from '../../src/cli/recorded-sessions.js';
import { fromTheCode, threads, type KnownCase } from './known-cases.js';

/** `docs/catalogue.md`, all of it. */
export function cataloguePage(): string {
  return [
    '# The catalogue',
    '',
    `${catalogue.length} streaming edge cases, each a scenario with a name. \`buildx-testkit scenarios list\` lists them,`,
    '`buildx-testkit scenarios show NAME` prints one as a file, and `buildx-testkit serve NAME` plays it to a client in any',
    'language, in the revision and with the quirks that it is about. In a test:',
    '',
    '```js',
    "import { FakeController } from 'buildx-testkit';",
    "import { catalogueEntry } from 'buildx-testkit/scenarios';",
    '',
    "const { scenario, revision = '2023-04', quirks = {} } = catalogueEntry('two-subscribers');",
    'const fake = await FakeController.start({ scenario, revision, quirks });',
    '```',
    '',
    'Where a scenario is empty, the fake shows the case by itself, to a client that does what is told here. Every entry is tested',
    'with a client that runs into it and with one that survives. This page is written by the tests (`UPDATE_DOCS=1`).',
    '',
    'An entry whose name begins with `buildkit/` is about BuildKit: a `FakeBuildKit` plays it, or `buildx-testkit serve`, or',
    '`buildx-testkit exec NAME -- docker buildx build .`. Each is tested with `docker buildx` 0.13.1 and 0.29.1 themselves.',
    '',
    '```js',
    "import { FakeBuildKit } from 'buildx-testkit';",
    "import { catalogueEntry } from 'buildx-testkit/scenarios';",
    '',
    "const fake = await FakeBuildKit.start({ scenario: catalogueEntry('buildkit/siblings-canceled').scenario });",
    '```',
    '',
    ...catalogue.flatMap(section),
    '## Recorded sessions',
    '',
    'Sessions with a real controller, to be played again: the same messages in the same order.',
    '',
    ...recordedSessions().map(({ name, title }) => `- \`${name}\`: ${title}`),
    '',
    '## What is known, and what of it is here',
    '',
    'The threads of [docs/real-controller.md §10](real-controller.md#10-known-bugs-races-and-complaints), by their numbers:',
    '',
    ...table(threads),
    '',
    'What is listed below them, from the code:',
    '',
    ...table(fromTheCode),
    '',
  ].join('\n');
}

function section({ name, title, what, source, careful, server, revision, quirks }: CatalogueEntry): readonly string[] {
  const needs = [
    ...(server === undefined ? [] : ['a fake BuildKit']),
    ...(revision === undefined ? [] : [`revision \`${revision}\``]),
    ...Object.entries(quirks ?? {}).map(([quirk, on]) => `quirk \`${quirk}\` ${on ? 'on' : 'off'}`),
  ];
  return [
    `## ${name}`,
    '',
    `**${title}** ${what}`,
    '',
    `- A good client: ${careful}`,
    `- Source: ${source}`,
    ...(needs.length === 0 ? [] : [`- Needs: ${needs.join(', ')}`]),
    '',
  ];
}

function table(cases: readonly KnownCase[]): readonly string[] {
  const rows = cases.map(({ what, entries = [], why = '' }, index) => {
    const links = entries.map((name) => `[${name}](#${name})`).join(', ');
    return `| ${index + 1} | ${what} | ${links === '' ? 'not here' : links} | ${why} |`;
  });
  return ['| # | what | entries | why not, or not all |', '|---|---|---|---|', ...rows];
}
