import type { ServerCall } from '../../transport/server-call.js';
import type { Leftover } from './not-quiescent-error.js';

/** A call that has not ended. */
export interface OpenCall {
  readonly number: number;
  readonly method: string;
  readonly ref: string | undefined;
  /** Number of the journal entry with which it began. */
  readonly since: number;
  readonly transport: Pick<ServerCall, 'backlog'>;
}

/**
 * What open calls leave behind: the calls themselves, messages that nobody has read, and writers that wait to write
 * more.
 */
export function leftoversOf(calls: Iterable<OpenCall>): readonly Leftover[] {
  return [...calls].flatMap((call): Leftover[] => {
    const which = `${call.method}#${call.number}${call.ref === undefined ? '' : ` of ${JSON.stringify(call.ref)}`}`;
    const since = `since journal entry ${call.since}`;
    const { requests, responses, held } = call.transport.backlog();
    return [
      { what: 'open call', which, since },
      ...(requests > 0 ? [{ what: 'unread messages', which, since: `${requests} from the client` } as const] : []),
      ...(responses > 0 ? [{ what: 'unread messages', which, since: `${responses} from the server` } as const] : []),
      ...(held ? [{ what: 'blocked writer', which, since } as const] : []),
    ];
  });
}
