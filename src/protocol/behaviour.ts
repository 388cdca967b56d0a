import { type Revision, isWithin, type RevisionSpan } from './revision.js';

/** Something that servers of some revisions do, or their protocol has, and others don't. */
interface Behaviour extends RevisionSpan {
  /** Section of `docs/real-controller.md`. */
  readonly section: string;
  readonly says: string;
}

/**
 * What differs from revision to revision and is no quirk: whoever has to tell revisions apart asks for one of these. What
 * the messages and methods of a revision are is in its codecs alone, but for what decides what else is done.
 */
export const behaviours = {
  errorsCarryDetails: {
    says: 'Errors carry typed details: stacks, and what they are about.',
    since: '0.11',
    section: '§3.2',
  },
  failedStepsLeaveResults: {
    says: 'A build that fails in a step leaves a result, in which processes run; one without a result leaves the last.',
    since: '0.11',
    section: '§5.3',
  },
  solveErrorsAreWrapped: {
    says: 'What makes a build fail is told after `failed to solve: `.',
    until: '2023-04',
    section: '§5.3',
  },
  unknownCallsAreToldFourTimes: {
    says: 'That the frontend lacks a function is told four times in the text of one error, and later twice.',
    until: '2023-04',
    section: '§5.3',
  },
  repliesTellBuildRefs: {
    says: 'The reply of a build tells its own ref: `buildx.build.ref`.',
    since: '0.12',
    section: '§9.2',
  },
  serversWriteMetadataFiles: {
    says: 'The server itself writes the metadata file that a build asks for.',
    until: '2023-04',
    section: '§5.3',
  },
  printFunctionsAreTexts: {
    says: 'The function that a build calls is a text, which may not be well-formed.',
    until: '2023-04',
    section: '§9.1',
  },
  annotationsAreChecked: {
    says: 'A build may have annotations, and is refused for one that is wrong.',
    since: '0.12',
    section: '§5.3',
  },
  wrongEntitlementsAreUnknown: {
    says: 'An entitlement that there is none of is called unknown, and was called invalid before.',
    since: '0.12',
    section: '§5.3',
  },
  tagsMayNameIpv6Hosts: {
    says: 'The registry in the name of an image may be an IPv6 address in brackets.',
    since: '0.12',
    section: '§5.3',
  },
  zerosMayLeadIpv6Groups: {
    says: 'A group of an IPv6 address may have zeros before it, as Go took them before 1.20.',
    until: '2023-04',
    section: '§5.3',
  },
  manifestListsAreLoaded: {
    says: 'An image of several platforms is loaded as an OCI archive where the engine takes that.',
    since: '0.12',
    section: '§5.3',
  },
  imagesGiveCommandsForEmptyOnes: {
    says: "Where a client gives no arguments, a process gets the image's; later only where it asks for them.",
    since: '0.11',
    until: '0.11',
    section: '§6',
  },
  cancellationsCarryStacks: {
    says: 'The error `context canceled` carries a stack, too, but for that of an Invoke whose process another one took over.',
    since: '0.18',
    section: '§9.2',
  },
  callsMakeImages: {
    says: 'A build that calls a function of the frontend makes an image all the same, an empty one.',
    until: '0.12',
    section: '§5.3',
  },
  callsTellBuildRefs: {
    says: 'The reply of a build that calls a function tells its own ref, too, and its provenance, of which there is none, is looked up.',
    since: '0.12',
    until: '0.16',
    section: '§5.3',
  },
  provenanceIsAskedFor: {
    says: 'The reply of a build tells its provenance, `buildx.build.provenance`, if the build asks for it.',
    since: '0.14',
    until: '0.14',
    section: '§5.3',
  },
  provenanceIsTold: {
    says: 'The reply of a build tells its provenance, unless the build says `disabled`.',
    since: '0.16',
    section: '§5.3',
  },
  imagesGiveCommands: {
    says: "What a client leaves out of a process' command is the image's.",
    since: '0.11',
    section: '§6',
  },
  emptyCommandsAreRefused: {
    says: 'A process without a command is refused by the controller, and later by the runtime.',
    until: '2023-04',
    section: '§6',
  },
  severalPlatformsLeaveNoReference: {
    says: 'No process runs in the result of a build for several platforms.',
    until: '2023-04',
    section: '§9.2',
  },
  sessionsAreToldByTheirId: {
    says: 'Errors call a session by its `session ID`; they called it a `key` or a `ref` before.',
    since: '0.18',
    section: '§3.4',
  },
  wrongWireTypesAreRefused: {
    says: 'A field that comes with another wire type than its own is refused, and was ignored before; a string that is no UTF-8 is taken, and was refused before.',
    since: '0.18',
    section: '§9.1',
  },
  failedBuildsTellSessionIds: {
    says: 'The detail of a failed build gives its session as `SessionID`, and as `Ref` before; `Ref` is then that of the build itself, which servers tell only beside Docker Desktop.',
    since: '0.18',
    section: '§3.3',
  },
  processesAskForInitialState: {
    says: '`InvokeConfig` has `Initial`.',
    since: '0.11',
    section: '§9.1',
  },
  processesAskForImageCommand: {
    says: '`InvokeConfig` has `NoCmd`.',
    since: '0.12',
    section: '§9.1',
  },
} as const satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof behaviours;

/** Whether servers of that revision do that. */
export function behaves(revision: Revision, name: BehaviourName): boolean {
  return isWithin(behaviours[name], revision);
}
