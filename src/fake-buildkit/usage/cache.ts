import { timestamp } from '../../playback/builds/timestamp.js';
import type { control } from '../../protocol/buildkit/messages.js';
import type { StatusResponse, Timestamp, Vertex } from '../../protocol/messages.js';
import type { UsageRecordScript } from '../../scenarios/model/usage-record-script.js';
import { timestampOf } from '../../time/rfc3339.js';
import { recordId } from './record-id.js';

/** The size in bytes of what builds leave: a script does not say how large what it makes is. */
const recordBytes = 4096n;

/** A record of the cache. */
export type UsageRecord = Omit<control.UsageRecord, 'parent'>;

interface Left {
  readonly vertex: Vertex;
  readonly created: Timestamp;
  used: Timestamp;
  count: bigint;
}

/** What is in the cache: the records that scenarios say, and one for each vertex that was done without an error. */
export class Cache {
  /** What the scenarios in use say, the newest first. */
  readonly #said: () => readonly UsageRecordScript[];
  /** When the cache was made, in milliseconds since the Unix epoch. */
  readonly #made: number;
  readonly #left = new Map<string, Left>();
  readonly #removed = new Set<UsageRecordScript>();

  constructor(said: () => readonly UsageRecordScript[], made: number) {
    this.#said = said;
    this.#made = made;
  }

  learn({ vertices }: StatusResponse): void {
    for (const vertex of vertices) {
      const { digest, completed, error } = vertex;
      if (completed === undefined || error !== '') continue;
      const known = this.#left.get(digest);
      if (known === undefined) this.#left.set(digest, { vertex, created: completed, used: completed, count: 1n });
      else {
        known.used = completed;
        known.count++;
      }
    }
  }

  get records(): readonly UsageRecord[] {
    const records = new Map<string, UsageRecord>();
    const add = (record: UsageRecord): unknown => records.has(record.id) || records.set(record.id, record);
    for (const script of this.#said()) if (!this.#removed.has(script)) add(this.#recordOf(script));
    for (const left of this.#left.values()) add(recordOfVertex(left));
    return [...records.values()];
  }

  /** Removes a record that is there. */
  remove(id: string): void {
    for (const script of this.#said()) if (script.id === id) this.#removed.add(script);
    for (const digest of this.#left.keys()) if (recordId(digest) === id) this.#left.delete(digest);
  }

  #recordOf({ createdAt, lastUsedAt, ...script }: UsageRecordScript): UsageRecord {
    const { id, size = 0, mutable = false, inUse = false, shared = false, parents = [] } = script;
    const { usageCount = 0, description = '', recordType = 'regular' } = script;
    return {
      ...{ id, mutable, inUse, shared, parents, description, recordType },
      size: BigInt(size),
      usageCount: BigInt(usageCount),
      createdAt: momentOf(createdAt) ?? timestamp(this.#made),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt: momentOf(lastUsedAt) ?? timestamp(this.#made) }),
    };
  }
}

function momentOf(text: string | undefined): Timestamp | undefined {
  return text === undefined ? undefined : timestampOf(text);
}

function recordOfVertex({ vertex, created, used, count }: Left): UsageRecord {
  return {
    ...{ id: recordId(vertex.digest), mutable: false, inUse: false, shared: false, recordType: 'regular' },
    size: recordBytes,
    createdAt: created,
    lastUsedAt: used,
    usageCount: count,
    description: vertex.name,
    parents: vertex.inputs.map(recordId),
  };
}
