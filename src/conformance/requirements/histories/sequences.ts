import { intents, type CommandWeights } from '../../arbitraries/intents.js';
import { property, type Property, type Requirement } from '../../trial/requirement.js';
import { longestSequence, playSequence } from './sequence.js';

const looks: CommandWeights = { list: 1, 'list-processes': 1, inspect: 1, info: 0.3 };
const builds: CommandWeights = { build: 4, 'begin-build': 4, status: 3, cancel: 3 };
const stdin: CommandWeights = { input: 4, 'send-input': 7, 'end-input': 1.5 };
const processes: CommandWeights = {
  start: 8,
  attach: 4,
  type: 6,
  'close-stdin': 1.5,
  'late-data': 1,
  misuse: 0.5,
  control: 1,
  'half-close': 0.5,
  'disconnect-process': 1,
};

/** How often each kind of command is drawn, by requirement. */
export const commandWeights = {
  'MODEL-001': { ...looks, build: 6, disconnect: 3, 'begin-build': 1, cancel: 1, 'expiring-status': 0.03 },
  'MODEL-002': { ...looks, ...builds, disconnect: 2.5, 'expiring-status': 0.03 },
  'MODEL-003': { ...looks, ...stdin, 'begin-build': 5, build: 0.3, status: 1, cancel: 0.5, disconnect: 3 },
  'MODEL-004': { ...looks, ...processes, build: 2, cancel: 1.5, disconnect: 0.5 },
  'MODEL-005': {
    ...looks,
    ...builds,
    ...stdin,
    ...processes,
    build: 5,
    'begin-build': 3,
    disconnect: 2,
    'expiring-status': 0.03,
  },
} as const satisfies Readonly<Record<string, CommandWeights>>;

/**
 * How many commands are drawn: more than are played, because those that mean nothing where they stand are passed over.
 */
export const mostIntents = longestSequence * 1.5;

function sequences(id: keyof typeof commandWeights, shareInterleaved: number): Property {
  return property(intents({ weights: commandWeights[id], maxLength: mostIntents }), playSequence, {
    share: 0.15,
    shareInterleaved,
  });
}

export const modelSequenceRequirements: readonly Requirement[] = [
  {
    id: 'MODEL-001',
    title:
      'After any sequence of Build, Disconnect and cancelled builds, List, ListProcesses and Inspect tell of exactly the sessions that there are.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.2, §5.3, §5.8, §5.10, §5.11',
    check: sequences('MODEL-001', 1),
  },
  {
    id: 'MODEL-002',
    title: 'In any sequence, every Build ends with its own outcome, and every Status OK with its build, not before.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.4, §5.5, §5.10, §5.12',
    check: sequences('MODEL-002', 2),
  },
  {
    id: 'MODEL-003',
    title:
      'In any sequence, a build that reads stdin ends when its Input does, and Input OK; no other Input ends with it.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3, §5.6, §5.10',
    needs: ['builds.readsStdin', 'builds.stdinDockerfile'],
    check: sequences('MODEL-003', 3),
  },
  {
    id: 'MODEL-004',
    title:
      'In any sequence, each process is listed from its start to its end, serves the stream that attached last, and ends all others.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §5.8, §5.9, §6',
    needs: ['programs'],
    check: sequences('MODEL-004', 2),
  },
  {
    id: 'MODEL-005',
    title: 'Any sequence of all commands does what the model of sessions, builds, streams and processes says.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5, §6',
    check: sequences('MODEL-005', 3),
  },
];
