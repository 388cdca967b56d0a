import type { control } from '../../protocol/buildkit/messages.js';
import type { Init, StatusResponse, Timestamp, Vertex } from '../../protocol/messages.js';

/** The size in bytes of every record: a script does not say how large what it makes is. */
const recordBytes = 4096n;

interface Kept {
  readonly vertex: Vertex;
  readonly created: Timestamp | undefined;
  used: Timestamp | undefined;
  count: bigint;
}

/** What builds have left in the cache: a record for each vertex that was done without an error. */
export class Cache {
  readonly #records = new Map<string, Kept>();

  learn({ vertices }: StatusResponse): void {
    for (const vertex of vertices) {
      const { digest, completed, error } = vertex;
      if (completed === undefined || error !== '') continue;
      const known = this.#records.get(digest);
      if (known === undefined) this.#records.set(digest, { vertex, created: completed, used: completed, count: 1n });
      else {
        known.used = completed;
        known.count++;
      }
    }
  }

  get records(): readonly Init<control.UsageRecord>[] {
    return [...this.#records.values()].map(({ vertex, created, used, count }) => ({
      id: idOf(vertex.digest),
      size: recordBytes,
      createdAt: created,
      lastUsedAt: used,
      usageCount: count,
      description: vertex.name,
      recordType: 'regular',
      parents: vertex.inputs.map(idOf),
    }));
  }

  clear(): void {
    this.#records.clear();
  }
}

function idOf(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 25);
}
