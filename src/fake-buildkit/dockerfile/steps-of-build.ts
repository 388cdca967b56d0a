import { hash } from 'node:crypto';
import type { PlannedStep } from '../../dockerfile/plan.js';

/**
 * The steps as one build has them. What a client's directory goes into is of this build alone: BuildKit gives it another
 * digest in each build, so that builds of one `bake` show it each for itself. Results of other builds are no steps: the
 * builds that they come from show those.
 * @param ref the build's ref
 */
export function stepsOfBuild(steps: readonly PlannedStep[], ref: string): readonly PlannedStep[] {
  const places = new Map<number, number>();
  const digests = new Map<string, string>();
  const ownDigests = new Set<string>();
  const own: PlannedStep[] = [];
  for (const [index, step] of steps.entries()) {
    if (isResult(step)) continue;
    const inputs = step.inputs.flatMap((input) => places.get(input) ?? []);
    const isOwn = step.local !== undefined || inputs.some((input) => ownDigests.has(own[input]?.digest ?? ''));
    const digest = isOwn ? digestOfBuild(step.digest, ref) : step.digest;
    if (isOwn) ownDigests.add(digest);
    places.set(index, own.length);
    digests.set(step.digest, digest);
    const { copied, base } = step;
    own.push({
      ...step,
      inputs,
      digest,
      ...(copied === undefined ? {} : { copied: { ...copied, from: digests.get(copied.from) ?? copied.from } }),
      ...(base === undefined ? {} : { base: digests.get(base) ?? base }),
    });
  }
  return own;
}

/** The digest that a step has in one build, where something of the client's goes into it. */
export function digestOfBuild(digest: string, ref: string): string {
  return `sha256:${hash('sha256', `${ref}\0${digest}`)}`;
}

function isResult({ kind, local }: PlannedStep): boolean {
  return kind === 'named-context' && local === undefined;
}
