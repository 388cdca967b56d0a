import { hash } from 'node:crypto';
import type { StepDetails } from './step-details.js';

/** A step of the graph, with those that it needs. */
export interface Vertex {
  /** Names what it does to what: two that do the same are one. */
  readonly digest: string;
  readonly inputs: readonly Vertex[];
  readonly details: StepDetails;
}

/**
 * @param content what it does, by which it is told from others
 * @param inputs the first one is what it changes, where there is such a one
 */
export function makeVertex(content: unknown, inputs: readonly (Vertex | undefined)[], details: StepDetails): Vertex {
  const real = [...new Set(inputs.flatMap((input) => input ?? []))];
  const digests = inputs.map((input) => input?.digest ?? '');
  const digest = `sha256:${hash('sha256', JSON.stringify([details.kind, content, digests]))}`;
  const base = inputs[0]?.digest;
  return { digest, inputs: real, details: base === undefined ? details : { ...details, base } };
}

/**
 * The vertices behind a target, each after those that it needs, in the order in which BuildKit loads them. Of those that
 * do the same, the name that was given last counts.
 */
export function inOrder(target: Vertex | undefined): readonly Vertex[] {
  const visited = new Set<Vertex>();
  const byDigest = new Map<string, Vertex>();
  const visit = (vertex: Vertex): void => {
    if (visited.has(vertex)) return;
    for (const input of vertex.inputs) visit(input);
    visited.add(vertex);
    byDigest.set(vertex.digest, vertex);
  };
  if (target !== undefined) visit(target);
  return [...byDigest.values()];
}
