import { hash } from 'node:crypto';
import type { PlannedStep } from '../../dockerfile/plan.js';
import { codec } from '../../protocol/codec.js';
import * as pb from '../../protocol/generated/buildkit/pb.js';
import type { Definition, Init, Location, OpMetadata } from '../../protocol/messages.js';
import type { ReadDockerfile } from '../dockerfile/source-details.js';

const opCodec = codec('Op', pb.readOp, pb.writeOp);

/**
 * The LLB of a Dockerfile's steps up to one of them: an operation for each, named as it is shown, and the lines that it
 * comes from. Debuggers find their breakpoints by it, and solve a part of it at each of their steps.
 * @param last the place of the step that makes the result
 */
export function definitionOfSteps(
  steps: readonly PlannedStep[],
  last: number,
  { filename, bytes }: ReadDockerfile,
): Init<Definition> {
  const needed = neededFor(steps, last);
  const digests = new Map<number, string>();
  const operations = new Map<string, Uint8Array>();
  const metadata: Record<string, Init<OpMetadata>> = {};
  const locations: Record<string, { locations: readonly Init<Location>[] }> = {};
  for (const [place, step] of steps.entries()) {
    if (!needed.has(place)) continue;
    const inputs = step.inputs.flatMap((input) => {
      const digest = digests.get(input);
      return digest === undefined ? [] : [{ digest, index: 0n }];
    });
    const operation = opCodec.encode({ inputs, op: operationOf(step, inputs.length) });
    const digest = `sha256:${hash('sha256', operation)}`;
    digests.set(place, digest);
    operations.set(digest, operation);
    metadata[digest] = { description: { 'llb.customname': step.name }, caps: {} };
    if (step.location.length > 0) locations[digest] = { locations: [{ sourceIndex: 0, ranges: step.location }] };
  }
  const end = opCodec.encode({ inputs: [{ digest: digests.get(last) ?? '', index: 0n }] });
  return {
    def: [...operations.values(), end],
    metadata,
    source: { locations, infos: [{ filename, data: bytes, language: 'Dockerfile' }] },
  };
}

/** The places of a step and of all that it needs, directly or not. */
function neededFor(steps: readonly PlannedStep[], last: number): ReadonlySet<number> {
  const needed = new Set([last]);
  // Steps come after those that they need.
  for (let place = last; place >= 0; place--)
    if (needed.has(place)) for (const input of steps[place]?.inputs ?? []) needed.add(input);
  return needed;
}

function operationOf({ name, digest, kind, run, local }: PlannedStep, inputs: number): NonNullable<Init<pb.Op>['op']> {
  const below = inputs === 0 ? -1n : 0n;
  if (run !== undefined) {
    const { args, env, cwd, user } = run;
    return {
      kind: 'exec',
      value: { meta: { args, env, cwd, user }, mounts: [{ input: below, dest: '/', output: 0n }] },
    };
  }
  if (inputs === 0) {
    const [, image] = / FROM (\S+)$/.exec(name) ?? [];
    if (kind === 'image' && image !== undefined)
      return { kind: 'source', value: { identifier: `docker-image://${image}` } };
    return { kind: 'source', value: { identifier: `local://${local?.name ?? digest}` } };
  }
  const copied = { input: below, secondaryInput: BigInt(inputs - 1), output: 0n };
  const action =
    inputs === 1
      ? { ...copied, secondaryInput: -1n, action: { kind: 'mkdir', value: { path: '/', makeParents: true } } as const }
      : { ...copied, action: { kind: 'copy', value: { src: '/', dest: '/' } } as const };
  return { kind: 'file', value: { actions: [action] } };
}
