import type { Place } from './places.js';

/** Why no requirement notices that some fields get lost. */
export interface Reason {
  readonly of: Partial<Pick<Place, 'revision' | 'method' | 'way'>> & {
    readonly messages?: readonly string[];
    readonly fields?: readonly string[];
  };
  readonly why: string;
  /** A requirement could, and there is none yet: it is looked for each time. */
  readonly pending?: true;
}

export const reasons: readonly Reason[] = [
  {
    of: { method: 'Build', way: 'request', revision: '2023-04', fields: ['Pull'] },
    why: 'It shows only where an image is pulled from a registry, and no fixture needs one; from 0.12, Inspect gives it back.',
  },
  {
    of: { method: 'Build', way: 'request', revision: '2023-04', fields: ['CgroupParent'] },
    why: 'The base takes no notice of it (docs/real-controller.md §9.2).',
  },
  {
    of: { method: 'Build', way: 'request', revision: '2023-04', messages: ['Attest'], fields: ['Attrs'] },
    why: "It shows only in an attestation that is made, which the engine's own builder does not make.",
  },
  {
    of: { method: 'Inspect', way: 'reply', fields: ['Allow', 'Builder', 'ExportPush', 'ExportLoad'] },
    why: 'A build with it succeeds only on some builders, and Inspect shows the options of builds that left a result. That Build hears it is required.',
  },
  {
    of: { method: 'Info', way: 'reply', fields: ['revision'] },
    why: 'A program that was built without it has none.',
  },
  {
    of: { method: 'List', way: 'request' },
    why: 'List shows every session, whatever its ref: LIST-002 requires that it makes no difference.',
  },
  {
    of: { method: 'Invoke', way: 'reply', messages: ['InitMessage', 'InvokeConfig', 'ResizeMessage', 'SignalMessage'] },
    why: 'A server sends nothing but data and EOF on Invoke, as INVOKE-025 requires.',
  },
  {
    of: { method: 'Invoke', way: 'reply', messages: ['Message'], fields: ['Init', 'Resize', 'Signal'] },
    why: 'A server sends nothing but data and EOF on Invoke, as INVOKE-025 requires.',
  },
  {
    of: { method: 'Invoke', way: 'request', messages: ['ResizeMessage'] },
    why: 'Every released server throws the size of a terminal away (docs/real-controller.md §5.7).',
  },
  {
    of: {
      method: 'Status',
      way: 'reply',
      messages: ['Definition', 'OpMetadata', 'ExportCache', 'Source', 'Locations', 'Location'],
    },
    why: 'They are the LLB that the source of a warning was made from: only BuildKit knows what it says, and no client reads it.',
  },
  {
    of: { method: 'Status', way: 'reply', messages: ['SourceInfo'], fields: ['definition'] },
    why: 'It is the LLB that the source of a warning was made from: no client reads it.',
  },
  {
    of: { method: 'Status', way: 'reply', messages: ['ProgressGroup'] },
    why: 'Only builders with a snapshotter that links layers make groups, and no fixture can count on one (docs/real-controller.md §8.3).',
  },
  {
    of: { method: 'Status', way: 'reply', messages: ['Vertex'], fields: ['progressGroup'] },
    why: 'Only builders with a snapshotter that links layers make groups, and no fixture can count on one (docs/real-controller.md §8.3).',
  },
  {
    of: { method: 'Status', way: 'reply', messages: ['VertexStatus'], fields: ['total'] },
    why: 'Only what comes from a registry or goes to one has a total, and no fixture needs a registry.',
  },
  {
    of: { method: 'Status', way: 'reply', messages: ['SourceInfo'], fields: ['language'] },
    why: 'Frontends of the oldest revision leave it out.',
  },
  {
    of: { method: 'Status', way: 'reply', messages: ['Position'], fields: ['character'] },
    why: 'The frontend of Dockerfiles tells lines alone: it is always 0.',
  },
  {
    of: { method: 'Status', way: 'reply', messages: ['Timestamp'], fields: ['nanos'] },
    why: 'A server may tell its times in whole seconds.',
  },
];

function applies({ of: { messages, fields, ...of } }: Reason, place: Place): boolean {
  const alike = Object.entries(of).every(([key, value]) => place[key as keyof Place] === value);
  return alike && (messages?.includes(place.message) ?? true) && (fields?.includes(place.field) ?? true);
}

export function reasonFor(place: Place): Reason | undefined {
  return reasons.find((reason) => applies(reason, place));
}

/** Nobody need look for who notices it. */
export function isArgued(place: Place): boolean {
  const reason = reasonFor(place);
  return reason !== undefined && reason.pending !== true;
}
