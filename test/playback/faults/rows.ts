import type { FaultScript } from '../../../src/scenarios/index.js';

/** A fault in a Status stream of {@link total} responses, and what comes of it. */
export interface Row {
  /** As docs/faults.md has it. */
  readonly does: string;
  readonly fault: Omit<FaultScript, 'rpc'>;
  /** How many responses a grpc-js client sees. */
  readonly responses: number;
  /** How the call ends for it: code and text, or the beginning of the text. */
  readonly status: string;
  /** Where our own client sees something else. */
  readonly own?: { readonly responses?: number; readonly code?: string };
}

/** Responses of the stream when nothing goes wrong. */
export const total = 6;

const at = { message: 3 };

export const rows: readonly Row[] = [
  {
    does: '`status: { code: ABORTED, message: no }` at the opening',
    fault: { do: { status: { code: 'ABORTED', message: 'no' } } },
    responses: 0,
    status: 'ABORTED no',
  },
  {
    does: '`status: { code: ABORTED, message: no }`',
    fault: { at, do: { status: { code: 'ABORTED', message: 'no' } } },
    responses: 2,
    status: 'ABORTED no',
  },
  {
    does: '`status: { code: ABORTED, message: no }` at the end',
    fault: { at: { end: true }, do: { status: { code: 'ABORTED', message: 'no' } } },
    responses: total,
    status: 'ABORTED no',
  },
  {
    does: '`trailersWithoutStatus: true`',
    fault: { at, do: { trailersWithoutStatus: true } },
    responses: 2,
    status: 'UNKNOWN Received HTTP status code 200',
  },
  {
    does: '`reset: INTERNAL_ERROR`',
    fault: { at, do: { reset: 'INTERNAL_ERROR' } },
    responses: 2,
    status: 'INTERNAL Received RST_STREAM with code 2 (Internal server error)',
  },
  {
    does: '`reset: CANCEL`',
    fault: { at, do: { reset: 'CANCEL' } },
    responses: 2,
    status: 'CANCELLED Call cancelled',
  },
  {
    does: '`reset: REFUSED_STREAM`',
    fault: { at, do: { reset: 'REFUSED_STREAM' } },
    responses: 2,
    status: 'UNAVAILABLE Stream refused by server',
  },
  {
    does: '`reset: ENHANCE_YOUR_CALM`',
    fault: { at, do: { reset: 'ENHANCE_YOUR_CALM' } },
    responses: 2,
    status: 'RESOURCE_EXHAUSTED Bandwidth exhausted or memory limit exceeded',
  },
  {
    does: '`goaway: draining`',
    fault: { at, do: { goaway: 'draining' } },
    responses: total,
    status: 'OK',
  },
  {
    does: '`goaway: immediate`',
    fault: { at, do: { goaway: 'immediate' } },
    responses: 2,
    status: 'UNAVAILABLE Connection dropped',
  },
  {
    does: '`dropConnection: true`',
    fault: { at, do: { dropConnection: true } },
    responses: 2,
    status: 'UNAVAILABLE Connection dropped',
  },
  { does: '`die: {}`', fault: { at, do: { die: {} } }, responses: 2, status: 'UNAVAILABLE Connection dropped' },
  {
    does: '`stall: response`',
    fault: { at, do: { stall: 'response' } },
    responses: 2,
    status: 'DEADLINE_EXCEEDED Deadline exceeded',
  },
  {
    does: '`stall: request` at the opening',
    fault: { do: { stall: 'request' } },
    responses: 0,
    status: 'DEADLINE_EXCEEDED Deadline exceeded',
  },
  { does: '`delay: 2s`', fault: { at, do: { delay: '2s' } }, responses: total, status: 'OK' },
  { does: '`duplicate: 2`', fault: { at, do: { duplicate: 2 } }, responses: total + 2, status: 'OK' },
  { does: '`drop: true`', fault: { at, do: { drop: true } }, responses: total - 1, status: 'OK' },
  { does: '`reorder: 2`', fault: { at, do: { reorder: 2 } }, responses: total, status: 'OK' },
  { does: '`split: 2`', fault: { at: { message: 1 }, do: { split: 2 } }, responses: total + 1, status: 'OK' },
  { does: '`join: 3`', fault: { at, do: { join: 3 } }, responses: total - 2, status: 'OK' },
  { does: '`oversize: 4194304`', fault: { at, do: { oversize: 4_194_304 } }, responses: total, status: 'OK' },
  {
    does: '`oversize: 4194305`',
    fault: { at, do: { oversize: 4_194_305 } },
    responses: 2,
    status: 'RESOURCE_EXHAUSTED Received message larger than max (4194305 vs 4194304)',
    own: { responses: total, code: 'OK' },
  },
  {
    does: '`oversize: 16777216`',
    fault: { at, do: { oversize: 16_777_216 } },
    responses: 2,
    status: 'RESOURCE_EXHAUSTED Received message larger than max (16777216 vs 4194304)',
    own: { responses: total, code: 'OK' },
  },
  {
    does: '`oversize: 16777217`',
    fault: { at, do: { oversize: 16_777_217 } },
    responses: 2,
    status: 'RESOURCE_EXHAUSTED Received message larger than max (16777217 vs 4194304)',
  },
  {
    does: '`malformed: true`',
    fault: { at, do: { malformed: true } },
    responses: 2,
    status: 'INTERNAL Response message parsing error: ',
  },
  { does: '`wrongWireType: true`', fault: { at, do: { wrongWireType: true } }, responses: total, status: 'OK' },
];
