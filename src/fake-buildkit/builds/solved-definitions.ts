import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { codec } from '../../protocol/codec.js';
import * as pb from '../../protocol/generated/buildkit/pb.js';
import type { Definition, Init } from '../../protocol/messages.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import type { RpcFailure } from '../../playback/rpc-failure.js';

const opCodec = codec('Op', pb.readOp, pb.writeOp);

/** How many operations are known at once; the oldest are forgotten. */
const most = 4096;

interface Solved {
  readonly result: BuildResult;
  /** Why the result cannot be had. */
  readonly failure: RpcFailure | undefined;
}

/**
 * What the operations of LLB stand for, of the builds that have been played. Clients that debug solve the LLB of a result
 * again, or a part of it, and start processes in what comes of it.
 */
export class SolvedDefinitions {
  readonly #solved = new Map<string, Solved>();

  /** Keeps what a build's LLB stands for; where a step of it fails, that operation and all that need it fail. */
  learn({ def = [] }: Init<Definition>, { result, failure }: Solved): void {
    const failing = failure === undefined ? new Set<string>() : failingIn(def, result);
    for (const operation of def) {
      const digest = digestOf(operation);
      this.#solved.delete(digest);
      this.#solved.set(digest, { result, failure: failing.has(digest) ? failure : undefined });
    }
    for (const oldest of this.#solved.keys()) {
      if (this.#solved.size <= most) break;
      this.#solved.delete(oldest);
    }
  }

  /** What a sound definition makes; undefined where no build has told of it. */
  find({ def }: Definition): Solved | undefined {
    const last = def.at(-1);
    const [result] = last === undefined ? [] : opCodec.decode(last).inputs;
    return result === undefined ? undefined : this.#solved.get(result.digest);
  }
}

/** The digests of the step that failed, and of what needs it; of all operations where none of them runs that step. */
function failingIn(def: readonly Uint8Array[], result: BuildResult): ReadonlySet<string> {
  const step = result.state === 'failed' ? result.step : [];
  const failing = new Set<string>();
  for (const operation of def) {
    const { op, inputs } = opCodec.decode(operation);
    const runs = op?.kind === 'exec' && isDeepStrictEqual(op.value.meta?.args, step);
    if (runs || inputs.some(({ digest }) => failing.has(digest))) failing.add(digestOf(operation));
  }
  return failing.size > 0 ? failing : new Set(def.map(digestOf));
}

function digestOf(operation: Uint8Array): string {
  return `sha256:${hash('sha256', operation)}`;
}
