import { hash } from 'node:crypto';
import { codec } from '../../protocol/codec.js';
import * as pb from '../../protocol/generated/buildkit/pb.js';
import type { Definition } from '../../protocol/messages.js';
import { ProtocolError } from '../../protocol/protocol-error.js';

const opCodec = codec('Op', pb.readOp, pb.writeOp);

/** Why LLB is none that BuildKit can solve, in its words; undefined when it is. */
export function definitionProblem({ def }: Definition): string | undefined {
  const ops = new Map<string, pb.Op>();
  let last: pb.Op | undefined;
  for (const bytes of def) {
    last = decoded(bytes);
    if (last === undefined) return 'failed to parse llb proto op: unexpected EOF';
    const negative = last.inputs.findIndex(({ index }) => index < 0n);
    if (negative >= 0) return `invalid input ${negative} output index ${last.inputs[negative]?.index}`;
    ops.set(`sha256:${hash('sha256', bytes)}`, last);
  }
  if (last === undefined) return 'invalid empty definition';
  for (const { inputs } of ops.values())
    for (const { digest } of inputs) if (!ops.has(digest)) return `invalid missing input digest ${digest}`;
  if (ops.size < 2) return `invalid LLB with ${ops.size} vertexes`;
  const [result] = last.inputs;
  if (result === undefined) return 'invalid LLB with no inputs on last vertex';
  return firstProblem(ops, result.digest);
}

function decoded(bytes: Uint8Array): pb.Op | undefined {
  try {
    return opCodec.decode(bytes);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

/** Looks at what the result needs, without recursion, because a client chooses how deep that is. */
function firstProblem(ops: ReadonlyMap<string, pb.Op>, result: string): string | undefined {
  const seen = new Set<string>();
  const open = [result];
  for (let digest = open.pop(); digest !== undefined; digest = open.pop()) {
    const op = ops.get(digest);
    if (op === undefined || seen.has(digest)) continue;
    seen.add(digest);
    const problem = opProblem(op);
    if (problem !== undefined) return problem;
    open.push(...op.inputs.map((input) => input.digest).toReversed());
  }
  return undefined;
}

function opProblem({ op, inputs }: pb.Op): string | undefined {
  switch (op?.kind) {
    case 'exec': {
      const { meta, mounts } = op.value;
      if (meta === undefined) return 'invalid exec op with no meta';
      if (meta.args.length === 0) return 'invalid exec op with no args';
      if (mounts.length === 0) return 'invalid exec op with no mounts';
      return mounts.some(({ dest }) => dest === '/') ? undefined : 'invalid exec op with no rootfs';
    }
    case 'file':
      return op.value.actions.length === 0 ? 'invalid file op with no actions' : undefined;
    case 'diff': {
      const { lower, upper } = op.value;
      return lower === undefined || upper === undefined ? 'invalid diff op with nil lower or upper input' : undefined;
    }
    case 'passthrough': {
      const { id, outputs } = op.value;
      if (id === '') return 'invalid passthrough op with no id';
      if (outputs.length === 0) return 'invalid passthrough op with no outputs';
      const wrong = outputs.find((at) => at < 0n || (inputs.length > 0 && at >= BigInt(inputs.length)));
      return wrong === undefined ? undefined : `invalid passthrough output input index ${wrong}`;
    }
    case 'source':
    case 'build':
    case 'merge':
    case undefined:
      return undefined;
    default:
      return op satisfies never;
  }
}
