import { hash } from 'node:crypto';
import { codec } from '../../protocol/codec.js';
import * as pb from '../../protocol/generated/buildkit/pb.js';
import type { Definition, Init } from '../../protocol/messages.js';
import type { BuildResult } from '../../playback/results/build-result.js';

const opCodec = codec('Op', pb.readOp, pb.writeOp);

/** How many operations are known at once; the oldest are forgotten. */
const most = 4096;

/**
 * What the operations of LLB stand for, of the builds that have been played. Clients that debug solve the LLB of a result
 * again, or a part of it, and start processes in what comes of it.
 */
export class SolvedDefinitions {
  readonly #results = new Map<string, BuildResult>();

  learn({ def = [] }: Init<Definition>, result: BuildResult): void {
    for (const operation of def) {
      const digest = digestOf(operation);
      this.#results.delete(digest);
      this.#results.set(digest, result);
    }
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= most) break;
      this.#results.delete(oldest);
    }
  }

  /** What a sound definition makes; undefined where no build has told of it. */
  find({ def }: Definition): BuildResult | undefined {
    const last = def.at(-1);
    const [result] = last === undefined ? [] : opCodec.decode(last).inputs;
    return result === undefined ? undefined : this.#results.get(result.digest);
  }
}

function digestOf(operation: Uint8Array): string {
  return `sha256:${hash('sha256', operation)}`;
}
