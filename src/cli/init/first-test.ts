import type { Project, Runner } from './project.js';

/** A test to begin with. */
export interface FirstTest {
  /** How its name ends. */
  readonly extension: string;
  readonly text: string;
  /** What runs it, but for its path at the end. */
  readonly command: string;
}

/** Where each runner's `it` comes from. */
const homes: Readonly<Record<Runner, string>> = {
  mocha: 'mocha',
  vitest: 'vitest',
  jest: '@jest/globals',
  node: 'node:test',
};

/** What jest may have to be able to read TypeScript. */
const jestTransforms = ['ts-jest', '@swc/jest', '@sucrase/jest-plugin'];

/**
 * A test that passes as it stands, in the language of a project as far as its runner can run that.
 *
 * @param node - whether Node itself runs TypeScript. Default: as this one does
 */
export function firstTest(project: Project, runner: Runner, node = runsTypeScript()): FirstTest {
  const { packages, isModule, hasTypeScript } = project;
  const loader = packages.has('tsx') ? ' --import=tsx' : '';
  const commands: Readonly<Record<Runner, string>> = {
    mocha: `npx mocha${hasTypeScript ? loader : ''}`,
    vitest: 'npx vitest run',
    jest: 'npx jest',
    node: `node${hasTypeScript ? loader : ''} --test`,
  };
  const command = commands[runner];
  const readsTypeScript: Readonly<Record<Runner, boolean>> = {
    mocha: loader !== '',
    vitest: true,
    jest: jestTransforms.some((name) => packages.has(name)),
    node: loader !== '' || node,
  };
  if (hasTypeScript && readsTypeScript[runner]) return { extension: '.test.ts', text: text(runner, true), command };
  // Vitest reads modules alone, and jest, as it comes, none.
  if (runner === 'vitest') return { extension: isModule ? '.test.js' : '.test.mjs', text: text(runner, true), command };
  if (runner === 'jest') return { extension: isModule ? '.test.cjs' : '.test.js', text: text(runner, false), command };
  return { extension: '.test.js', text: text(runner, isModule), command };
}

function runsTypeScript(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}

function text(runner: Runner, isModule: boolean): string {
  const from = (names: string, home: string): string => {
    const quoted = `'${home}'`;
    const words = isModule ? ['import', names, 'from', `${quoted};`] : ['const', names, '=', `require(${quoted});`];
    return words.join(' ');
  };
  return `${from('{ rejects }', 'node:assert/strict')}
${from('{ it }', homes[runner])}
${from('{ build, FakeController, vertex }', 'buildx-testkit')}

it('hears of a build that fails, with its exit code', async () => {
  // The fake plays this to whoever asks for a build. Hours pass in no time.
  const failing = build().add(vertex('RUN make').takes('1h').logs('cc main.c\\n').fails('exit code: 2'));
  const fake = await FakeController.start({ scenario: { builds: [failing] } });
  try {
    // Put your own client here: \`await fake.listen('unix')\` gives the address at which it reaches the fake.
    await rejects(fake.client().build({ contextPath: '.' }), /exit code: 2/);
  } finally {
    await fake.stop();
  }
});
`;
}
