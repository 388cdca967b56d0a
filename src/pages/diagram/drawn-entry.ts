import type { CallEventKind } from '../../protocol/call-event-kind.js';
import type { WrittenDetail } from '../../protocol/written-detail.js';

/** What happened, as data for JSON: an entry of a journal or of a counterexample. */
export interface Happening {
  /** Milliseconds since the beginning. */
  readonly time: number;
  readonly kind: CallEventKind | 'note';
  readonly rpc?: string;
  readonly call?: number;
  readonly client?: number;
  readonly ref?: string;
  /** Bytes are `{"base64": …}`, and 64-bit integers decimal strings. */
  readonly message?: unknown;
  /** The message as it went over the wire, in base64. */
  readonly bytes?: string;
  readonly reason?: string;
  readonly status?: {
    readonly code: number;
    readonly message: string;
    readonly details?: readonly WrittenDetail[];
  };
  readonly text?: string;
}

/** What has a row in a diagram: what happened on a call, or a note, which is about all of them. */
export type DrawnEntry = DrawnCallEntry | DrawnNote;

interface DrawnCallEntry extends Happening {
  readonly kind: CallEventKind;
  readonly rpc: string;
  readonly call: number;
  readonly client: number;
}

interface DrawnNote extends Happening {
  readonly kind: 'note';
  readonly rpc: '';
  readonly call: 0;
  readonly client: 0;
}

/** What happened as it is drawn; where nobody told the clients apart, all calls are of one. */
export function drawnEntries(happenings: readonly Happening[]): readonly DrawnEntry[] {
  return happenings.map(({ kind, rpc, call, client = 1, ...rest }) =>
    kind === 'note' || rpc === undefined || call === undefined
      ? { ...rest, kind: 'note', rpc: '', call: 0, client: 0 }
      : { ...rest, kind, rpc, call, client },
  );
}
