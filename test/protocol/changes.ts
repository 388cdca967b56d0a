import type { QuirkName } from '../../src/fake-controller/quirks/catalogue.js';
import type { BehaviourName } from '../../src/protocol/behaviour.js';
import type { Revision } from '../../src/protocol/revision.js';

/** What became of a row of docs/real-controller.md §9.2: where this project says it, or why it does not. */
export interface Account {
  readonly behaviours?: readonly BehaviourName[];
  readonly quirks?: readonly QuirkName[];
  readonly requirements?: readonly string[];
  readonly otherwise?: string;
}

/** The rows that came with each revision: those after the last release of the one before it. */
export const changes: Readonly<Record<Revision, Readonly<Record<string, Account>>>> = {
  '2023-04': { base: { otherwise: 'What all the others are told against.' } },
  '0.11': {
    'v0.11.0-rc1': {
      behaviours: [
        'emptyCommandsAreRefused',
        'errorsCarryDetails',
        'failedStepsLeaveResults',
        'imagesGiveCommands',
        'imagesGiveCommandsForEmptyOnes',
        'printFunctionsAreTexts',
        'processesAskForInitialState',
        'serversWriteMetadataFiles',
        'severalPlatformsLeaveNoReference',
        'unknownCallsAreToldFourTimes',
      ],
      requirements: ['INSPECT-001', 'OPTION-029', 'OPTION-030', 'XPORT-003', 'XPORT-022'],
    },
    'v0.11.0-rc2': {
      behaviours: ['solveErrorsAreWrapped'],
      quirks: ['late-status-dropped', 'dies-of-cancelled-stalled-build'],
    },
    'v0.11.0': { otherwise: 'It is about the command line alone.' },
  },
  '0.12': {
    'v0.12.0-rc1': {
      behaviours: [
        'annotationsAreChecked',
        'manifestListsAreLoaded',
        'processesAskForImageCommand',
        'tagsMayNameIpv6Hosts',
        'zerosMayLeadIpv6Groups',
        'wrongEntitlementsAreUnknown',
      ],
      requirements: ['INSPECT-006', 'OPTION-012', 'PROC-039'],
    },
    'v0.13': {
      behaviours: ['repliesTellBuildRefs'],
      requirements: ['OPTION-020'],
      otherwise: 'What a build may be asked to make is in the checks of its options, by release.',
    },
  },
  '0.14': {
    'v0.14': { behaviours: ['callsMakeImages', 'provenanceIsAskedFor'] },
    'v0.15.0-rc1': { otherwise: 'Which errors of sending are noticed.' },
  },
  '0.16': { 'v0.16': { behaviours: ['provenanceIsTold'] } },
  '0.17': { 'v0.17': { behaviours: ['callsTellBuildRefs'], quirks: ['disconnect-process-internal'] } },
  '0.18': {
    'v0.18.0-rc1/rc2': {
      behaviours: ['failedBuildsTellSessionIds', 'sessionsAreToldByTheirId', 'wrongWireTypesAreRefused'],
    },
    'v0.19': { behaviours: ['cancellationsCarryStacks'] },
    'v0.20': { otherwise: 'It is about the command line alone.' },
    'v0.21': { otherwise: 'It is about the command line alone.' },
    'v0.22–v0.23': { otherwise: 'It is about the command line alone.' },
    'v0.24': { otherwise: 'No server any more.' },
  },
};
