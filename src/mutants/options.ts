import type { BuildOptions, BuildRequest } from '../protocol/messages.js';
import type { Revision } from '../protocol/revision.js';
import { methodOf } from '../protocol/service.js';
import type { Mutant } from './mutant.js';
import { receiving } from './shape/receiving.js';

/** A build option that gets lost on its way to the builder. */
interface Lost {
  readonly option: keyof BuildOptions;
  readonly requirement: string;
  readonly revision?: Revision;
}

const lost: readonly Lost[] = [
  { option: 'buildArgs', requirement: 'OPTION-001' },
  { option: 'target', requirement: 'OPTION-002' },
  { option: 'platforms', requirement: 'OPTION-003' },
  { option: 'namedContexts', requirement: 'OPTION-004' },
  { option: 'secrets', requirement: 'OPTION-005' },
  { option: 'ssh', requirement: 'OPTION-007' },
  { option: 'extraHosts', requirement: 'OPTION-008' },
  { option: 'networkMode', requirement: 'OPTION-009' },
  { option: 'shmSize', requirement: 'OPTION-010' },
  { option: 'ulimits', requirement: 'OPTION-011' },
  { option: 'cgroupParent', requirement: 'OPTION-012', revision: '0.12' },
  { option: 'noCache', requirement: 'OPTION-013' },
  { option: 'noCacheFilter', requirement: 'OPTION-014' },
  { option: 'tags', requirement: 'OPTION-015' },
  { option: 'labels', requirement: 'OPTION-016' },
  { option: 'exports', requirement: 'OPTION-017' },
  { option: 'callFunc', requirement: 'OPTION-019' },
  { option: 'ref', requirement: 'OPTION-020', revision: '0.12' },
  { option: 'allow', requirement: 'OPTION-021' },
  { option: 'attests', requirement: 'OPTION-022' },
  { option: 'cacheFrom', requirement: 'OPTION-023' },
  { option: 'cacheTo', requirement: 'OPTION-024' },
  { option: 'builder', requirement: 'OPTION-025' },
  { option: 'exportPush', requirement: 'OPTION-026' },
  { option: 'metadataFile', requirement: 'OPTION-029' },
  { option: 'sourcePolicy', requirement: 'OPTION-030', revision: '0.12' },
  { option: 'exportLoad', requirement: 'OPTION-032' },
  { option: 'dockerfileName', requirement: 'BUILD-005' },
  { option: 'contextPath', requirement: 'BUILD-002' },
  { option: 'pull', requirement: 'INSPECT-006', revision: '0.12' },
  { option: 'groupRef', requirement: 'INSPECT-006', revision: '0.12' },
  { option: 'annotations', requirement: 'INSPECT-006', revision: '0.12' },
];

/** The request that a server of this revision hears when one option was not sent. */
function without(request: BuildRequest, option: keyof BuildOptions, revision: Revision): BuildRequest {
  const { ref, options } = request;
  if (options === undefined) return request;
  const codec = methodOf(revision, 'Build').request;
  return codec.decode(codec.encode({ ref, options: { ...options, [option]: undefined } }));
}

/** Hears other options than were sent. */
function hearing(change: (options: BuildOptions) => Partial<BuildOptions>): Mutant['handlers'] & {} {
  return () =>
    receiving('Build', ({ ref, options }) =>
      options === undefined ? { ref } : { ref, options: { ...options, ...change(options) } },
    );
}

/** Mutants that lose a part of an option, or an option in some builds only. */
const partlyLost: readonly Mutant[] = [
  {
    name: 'no-cache-lost-with-target',
    does: 'A build without the cache uses it all the same where it has a target.',
    requirement: 'OPTION-013',
    handlers: hearing(({ noCache, target }) => ({ noCache: noCache && target === '' })),
  },
  {
    name: 'no-cache-filter-cut',
    does: 'Of the stages for which the cache is not to be used only the first is heard.',
    requirement: 'OPTION-014',
    handlers: hearing(({ noCacheFilter }) => ({ noCacheFilter: noCacheFilter.slice(0, 1) })),
  },
  {
    name: 'secret-file-lost',
    does: 'The file of a secret gets lost.',
    requirement: 'OPTION-005',
    handlers: hearing(({ secrets }) => ({ secrets: secrets.map((secret) => ({ ...secret, filePath: '' })) })),
  },
  {
    name: 'secret-env-lost',
    does: 'The variable of a secret gets lost.',
    requirement: 'OPTION-006',
    handlers: hearing(({ secrets }) => ({ secrets: secrets.map((secret) => ({ ...secret, env: '' })) })),
  },
  {
    name: 'missing-secret-passed-over',
    does: 'A secret that is nowhere is passed over.',
    requirement: 'OPTION-027',
    handlers: hearing(({ secrets }) => ({ secrets: secrets.filter(({ filePath, env }) => filePath + env !== '') })),
  },
  {
    name: 'ssh-id-lost',
    does: 'The ID of an SSH agent gets lost.',
    requirement: 'OPTION-007',
    handlers: hearing(({ ssh }) => ({ ssh: ssh.map(({ paths }) => ({ id: '', paths })) })),
  },
  {
    name: 'missing-agent-passed-over',
    does: 'An SSH agent that is not there is passed over.',
    requirement: 'OPTION-028',
    handlers: hearing(({ ssh }) => ({ ssh: ssh.filter(({ paths }) => !paths.some((path) => /missing/.test(path))) })),
  },
  {
    name: 'output-is-image',
    does: 'A build with an output to files makes an image instead.',
    requirement: 'OPTION-017',
    handlers: hearing(({ exports }) => ({
      exports: exports.map((one) => (one.destination === '' ? one : { ...one, type: 'image' })),
    })),
  },
  {
    name: 'output-attrs-lost',
    does: 'What an output says of itself gets lost.',
    requirement: 'OPTION-018',
    handlers: hearing(({ exports }) => ({ exports: exports.map((one) => ({ ...one, attrs: {} })) })),
  },
  {
    name: 'output-without-destination-passed-over',
    does: 'An output to files that has no destination goes to a directory of the server.',
    requirement: 'OPTION-031',
    handlers: hearing(({ exports }) => ({
      exports: exports.map((one) => ({ ...one, destination: one.type === 'local' ? '/tmp/out' : one.destination })),
    })),
  },
];

const wholeLost = lost.map(
  ({ option, requirement, revision }): Mutant => ({
    name: `option-lost-${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    does: `The build option ${option} gets lost.`,
    requirement,
    ...(revision === undefined ? {} : { revision }),
    handlers: () => receiving('Build', (request, _nth, context) => without(request, option, context.revision)),
  }),
);

export const optionMutants: readonly Mutant[] = [...wholeLost, ...partlyLost];
