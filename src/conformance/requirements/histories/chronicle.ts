import { showObservation, type Observation } from '../../model/answer.js';
import type { Happening, Instant, Operation } from '../../model/linearise.js';

/** An operation while it goes on. */
export interface Entry {
  readonly what: string;
  readonly client: number;
  readonly begun: number;
  answered: number;
  seen: Observation;
  readonly happenings: readonly Happening[];
}

const nothing: Observation = { kind: 'nothing' };

/** Notes what several clients do, and when they hear of it. Moments are counted, not measured. */
export class Chronicle {
  readonly #entries: Entry[] = [];
  #now = 0;

  begin(client: number, what: string, happenings: readonly Happening[]): Entry {
    const entry: Entry = { what, client, begun: this.#tick(), answered: Infinity, seen: nothing, happenings };
    this.#entries.push(entry);
    return entry;
  }

  answer(entry: Entry, seen: Observation): void {
    entry.answered = this.#tick();
    entry.seen = seen;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  #tick(): number {
    this.#now += 1;
    return this.#now;
  }
}

/** Turns an entry into what the search for an order takes; `ends` are the ends of the streams. */
export function operationOf(entry: Entry, ends: ReadonlyMap<number, Observation>): Operation {
  const instants = entry.happenings.flatMap((happening): Instant[] => {
    // Of an operation without an answer, only the beginning has happened.
    if (happening.kind === 'build-ends' && entry.answered === Infinity) return [];
    if (happening.kind !== 'exits') return [{ happening }];
    const { by, code } = happening.exit;
    const end = ends.get(by);
    const told = end?.kind === 'ended' && end.message === `exit code: ${code}`;
    return [told ? { happening } : { happening, by: Infinity }];
  });
  return { ...entry, instants };
}

export function showEntry({ what, client, begun, answered, seen }: Entry): string {
  const until = answered === Infinity ? '…' : String(answered);
  return `client ${client + 1} from ${begun} to ${until}: ${what}${seen.kind === 'nothing' ? '' : `: ${showObservation(seen)}`}`;
}
