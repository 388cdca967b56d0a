import type { Difference } from '../comparing/compare.js';
import type { Explanation } from './explanation.js';
import { isBehind, vertexState } from './vertex-state.js';

const ofProgress = ({ of }: Difference): boolean => of.endsWith(' progress');
const isVertex = ({ name }: Difference): boolean => name.startsWith('vertex ');

/** Whether two texts differ in nothing but what the pattern matches. */
function alikeBut(pattern: RegExp, { fake, real }: Difference): boolean {
  return fake !== undefined && real !== undefined && fake.replace(pattern, '') === real.replace(pattern, '');
}

/** Whether the real side saw less of a build than the fake. */
function sawLess(difference: Difference): boolean {
  const { name, fake, real } = difference;
  if (!ofProgress(difference)) return false;
  if (name.startsWith('status '))
    return real === undefined || (fake?.endsWith('completed') === true && real.endsWith('open'));
  if (isVertex(difference)) return real === undefined || isBehind(real, fake);
  if (/^(log|warning|inputs)\b/.test(name)) return real === undefined;
  return name === 'order of announcements';
}

/** Whether two lists have the same elements. */
function sameElements(one: string | undefined, other: string | undefined): boolean {
  const [ours, theirs] = [one, other].map((text) => [...(JSON.parse(text ?? '[]') as string[])].toSorted().join('\n'));
  return ours === theirs;
}

/** Every difference that is no defect of the fake, in the order in which they are asked. */
export const explanations: readonly Explanation[] = [
  {
    id: 'grpc-of-the-build',
    reason:
      'Which grpc-go a server was built with decides whether DisconnectProcess answers INTERNAL or OK: Debian links a newer one than the release.',
    section: '§1 (4)',
    comes: 'with-some',
    until: '0.16',
    explains: ({ rpc, name, fake, real }) =>
      rpc === 'DisconnectProcess' &&
      ((name === 'end' && fake?.startsWith('INTERNAL grpc: error while marshaling') === true && real === 'OK') ||
        (name === 'reply' && fake === undefined)),
  },
  {
    id: 'cache-contents',
    reason: 'What the builder has in its cache, and so which steps it runs again, is a matter of the machine.',
    section: '§8.2',
    comes: 'always',
    explains: (difference) => {
      const [ours, theirs] = [vertexState(difference.fake), vertexState(difference.real)];
      if (!isVertex(difference) || ours === undefined || theirs === undefined) return false;
      return ours.cached !== theirs.cached && ours.progress === theirs.progress && ours.error === theirs.error;
    },
  },
  {
    id: 'order-of-announcements',
    reason:
      'Vertices that come in one message are sorted by their start, and which of them have started by then is a race.',
    section: '§8.2',
    comes: 'by-chance',
    explains: ({ name, fake, real }) => name === 'order of announcements' && sameElements(fake, real),
  },
  {
    id: 'shared-vertices',
    reason:
      "A vertex that another session has, too, is shown as it ran there: with that one's inputs, or under that one's digest, and then the one announced here never starts.",
    section: '§8.2',
    comes: 'by-chance',
    explains: ({ name, real, fake, about }) =>
      name.startsWith('inputs of ')
        ? real?.includes('unknown vertex') === true
        : name.startsWith('vertex ') &&
          about.built === 'OK' &&
          real === 'announced' &&
          fake?.startsWith('completed') === true,
  },
  {
    id: 'init-error-spelling',
    reason: 'An error at the start of Invoke has two spellings, of which the one that is written first is told.',
    section: '§1 (17)',
    comes: 'by-chance',
    explains: (difference) =>
      difference.rpc === 'Invoke' &&
      difference.name === 'end' &&
      alikeBut(/failed to initialize IO server: /, difference),
  },
  {
    id: 'nearest-instruction',
    reason: 'Of the instructions that are equally near to a misspelt one, the frontend names any.',
    section: '§5.3',
    comes: 'by-chance',
    explains: (difference) => difference.rpc === 'Build' && alikeBut(/\(did you mean [A-Z]+\?\)/, difference),
  },
  {
    id: 'late-progress-dropped',
    reason:
      'What a build reports once it is known to have failed, or was cancelled, is dropped if it is not forwarded by then.',
    section: '§5.4',
    comes: 'by-chance',
    since: '0.11',
    explains: (difference) => {
      const { built, cancelled } = difference.about;
      if (!ofProgress(difference) || (built === 'OK' && !cancelled)) return false;
      return sawLess(difference) || isBehind(difference.fake, difference.real);
    },
  },
  {
    id: 'stolen-message',
    reason: 'A Status that was given up takes a message of the next build, and how much is in that message is a race.',
    section: '§1 (8)',
    comes: 'by-chance',
    explains: (difference) => {
      const { fake, real, about } = difference;
      const turned = { ...difference, fake: real, real: fake };
      return about.abandoned === true && (sawLess(difference) || sawLess(turned));
    },
  },
  {
    id: 'status-never-completed',
    reason: 'Updates of equal IDs that are read together are one, so that the last of an item may be lost.',
    section: '§8.2',
    comes: 'by-chance',
    explains: ({ name, fake, real }) =>
      name.startsWith('status ') && fake?.endsWith('completed') === true && real?.endsWith('open') === true,
  },
];
