import type { PlannedStep } from '../../dockerfile/plan.js';
import type { StepKind } from '../../dockerfile/stages/step-details.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';

/** What has become of a step with the client. */
export interface StepOutcome {
  /** How many bytes the client has sent for it. */
  readonly bytes?: number;
  /** Why it fails. */
  readonly error?: string;
  /** Why the build fails with it, where that says more. */
  readonly failure?: string;
}

/** How long each kind of step takes, in milliseconds: a script may say otherwise. */
const takes: { readonly [K in StepKind]?: number } = { metadata: 100, git: 200, http: 200, run: 300 };
const usuallyTakes = 20;

/** What the frontend reads before it knows the graph; one comes after the other. */
const before: readonly StepKind[] = ['definition', 'metadata', 'dockerignore'];

/** Whether a step is done before the graph is known. */
export function isBeforeGraph({ kind }: Pick<PlannedStep, 'kind'>): boolean {
  return before.includes(kind);
}

/**
 * The vertices of a Dockerfile's steps. Nothing is cached: what a fake shows must not depend on what it has built
 * before.
 */
export function stepVertices(
  steps: readonly PlannedStep[],
  outcomeOf: (step: PlannedStep) => StepOutcome,
): readonly VertexScript[] {
  const names = uniqueNames(steps);
  const nameOf = (index: number): string => names[index] ?? '';
  const lastBefore = steps.findLastIndex(isBeforeGraph);
  return steps.map((step, index): VertexScript => {
    const { bytes = 0, error } = outcomeOf(step);
    const inputs = isBeforeGraph(step) ? chained(index) : step.inputs;
    return {
      name: nameOf(index),
      digest: step.digest,
      inputs: (inputs.length === 0 && lastBefore >= 0 && index > lastBefore ? [lastBefore] : inputs).map(nameOf),
      // One after the other, because clients show in any order what starts at once.
      at: index,
      takes: takes[step.kind] ?? usuallyTakes,
      ...(step.local === undefined ? {} : { statuses: [transfer(step.local.name, bytes)] }),
      ...(error === undefined ? {} : { error }),
    };
  });
}

function chained(index: number): readonly number[] {
  return index === 0 ? [] : [index - 1];
}

/** The status in which BuildKit tells how much the client has sent. */
export function transfer(directory: string, bytes: number): NonNullable<VertexScript['statuses']>[number] {
  return { id: `transferring ${directory}:`, name: 'transferring', current: bytes };
}

/** A graph is told by names. Steps of the same name are told apart by spaces at their ends, which nobody sees. */
function uniqueNames(steps: readonly PlannedStep[]): readonly string[] {
  const seen = new Set<string>();
  return steps.map(({ name }) => {
    let unique = name;
    while (seen.has(unique)) unique += ' ';
    seen.add(unique);
    return unique;
  });
}
