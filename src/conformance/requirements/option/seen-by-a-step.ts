import * as fc from 'fast-check';
import type { BuildOptions, Init } from '../../../protocol/messages.js';
import type { RevisionSpan } from '../../../protocol/revision.js';
import type { OptionFixtures } from '../../fixtures/fixtures.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { type Level } from '../../engine/requirement.js';
import { shown } from './shown.js';

const source = 'docs/real-controller.md §9.3';

/** An option that a step sees. */
interface Seen extends RevisionSpan {
  readonly id: string;
  readonly title: string;
  readonly level?: Level;
  /** The fixture that has the option; {@link OptionFixtures.showsOptions} where the suite gives it. */
  readonly fixture?: keyof OptionFixtures;
  readonly options?: Init<BuildOptions>;
  /** What the step logs with the option and not without it, as a whole line or a part of one. */
  readonly logs: string | RegExp;
}

const seen: readonly Seen[] = [
  {
    id: 'OPTION-003',
    title: 'A build is made for the platform that it is asked for.',
    options: { platforms: ['linux/s390x'] },
    logs: 'platform=linux/s390x',
  },
  {
    id: 'OPTION-004',
    title: 'A named context takes the place of the stage of its name.',
    fixture: 'seesContext',
    logs: 'context=other',
  },
  { id: 'OPTION-005', title: 'A step gets a secret from a file.', fixture: 'seesSecret', logs: 'secret=kept' },
  {
    id: 'OPTION-006',
    title: "A step gets a secret from the server's environment.",
    options: { secrets: [{ id: 'word', env: 'PATH' }] },
    logs: /^secret=./,
  },
  {
    id: 'OPTION-007',
    title: 'A step gets the socket of the SSH agent that its build names.',
    fixture: 'seesAgent',
    logs: 'ssh=default',
  },
  {
    id: 'OPTION-008',
    title: 'A step knows the extra hosts of its build.',
    options: { extraHosts: ['testkit.example:192.0.2.7'] },
    logs: 'host=testkit.example:192.0.2.7',
  },
  {
    id: 'OPTION-009',
    title: 'A step of a build without network has none.',
    options: { networkMode: 'none' },
    logs: 'network=none',
  },
  {
    id: 'OPTION-010',
    title: 'The shared memory of a step has the size that its build asks for.',
    options: { shmSize: 1_048_576n },
    logs: 'shm=1048576',
  },
  {
    id: 'OPTION-011',
    title: 'A step has the limits that its build asks for.',
    options: { ulimits: { values: { nofile: { name: 'nofile', soft: 100n, hard: 200n } } } },
    logs: 'nofile=100:200',
  },
  {
    id: 'OPTION-012',
    title: 'A step runs below the cgroup that its build asks for.',
    // Only SHOULD: the base takes no notice of the option, and from 0.12 on the engine may hide it.
    level: 'SHOULD',
    since: '0.12',
    options: { cgroupParent: 'testkit' },
    logs: /^cgroup=.*testkit/,
  },
];

function isSeen({ logs }: Seen, lines: readonly string[]): boolean {
  return lines.some((line) => (typeof logs === 'string' ? line === logs : logs.test(line)));
}

function requirement(row: Seen): Requirement {
  const { fixture = 'showsOptions', options = {}, logs, ...about } = row;
  return {
    level: 'MUST',
    ...about,
    source,
    needs: ['builds.showsOptions', `builds.${fixture}`],
    check: example(async (trial) => {
      const without = await shown(trial, {});
      const { lines } = await shown(trial, options, fixture);
      trial.exercised();
      trial.holds(`a step logs ${String(logs)} with the option`, isSeen(row, lines), lines);
      trial.holds('it does not without', !isSeen(row, without.lines), without.lines);
    }),
  };
}

/** Anything that a shell prints as it is. */
const word = fc.oneof(
  fc.stringMatching(/^[!-~]{1,20}$/),
  fc.constantFrom('', 'two words', '"', '$HOME', 'a=b', 'a,b', '🙂'),
);

export const seenOptionRequirements: readonly Requirement[] = [
  {
    id: 'OPTION-001',
    title: 'A step sees the build args of its build as they were sent.',
    level: 'MUST',
    source,
    needs: ['builds.showsOptions'],
    check: property(
      word,
      async (trial, text) => {
        const { lines } = await shown(trial, { buildArgs: { WORD: text } });
        trial.exercised();
        trial.holds(`a step logs ${JSON.stringify(`arg=${text}`)}`, lines.includes(`arg=${text}`), lines);
      },
      { share: 0.15 },
    ),
  },
  ...seen.map(requirement),
];
