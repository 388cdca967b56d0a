import { exitText, exitTextOf } from '../../scenarios/builders/exit-text.js';
import { matchText } from '../../scenarios/matching/match-text.js';
import type { DockerfileScript, StepScript } from '../../scenarios/model/dockerfile-script.js';
import type { TextMatch } from '../../scenarios/model/match.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { nearest } from '../../words/nearest.js';
import { RpcFailure } from '../rpc-failure.js';

/** A step of a Dockerfile, as it is played when no script says more. */
export interface DockerfileStep {
  readonly vertex: VertexScript;
  /** What a RUN step executes, as in `process "/bin/sh -c make"`. Default: what the vertex' name says. */
  readonly command?: string;
}

/** Matches what stands before the instruction in a name: `[build 2/4] `. */
const beforeInstruction = /^\[[^\]]*\] /;

/**
 * The graph of a Dockerfile with what a script says of its steps; each of the script's lies over those before.
 *
 * @throws RpcFailure FAILED_PRECONDITION that lists the steps, when the script speaks of one that there is not
 */
export function overDockerfile(
  { steps: said = [] }: DockerfileScript,
  steps: readonly DockerfileStep[],
): readonly VertexScript[] {
  const vertices = steps.map(({ vertex }) => vertex);
  for (const [index, { on, ...change }] of said.entries()) {
    const found = vertices.flatMap(({ name }, place) => (isMeant(on, name) ? [place] : []));
    if (found.length === 0) throw noSuchStep(index, on, vertices);
    for (const place of found) {
      const vertex = vertices[place];
      if (vertex !== undefined) vertices[place] = changed(vertex, change, steps[place]?.command);
    }
  }
  return vertices;
}

function isMeant(on: TextMatch, name: string): boolean {
  return matchText(on, name) || matchText(on, name.replace(beforeInstruction, ''));
}

function changed(vertex: VertexScript, { exit, ...said }: Omit<StepScript, 'on'>, command?: string): VertexScript {
  const { logs = [], statuses = [], warnings = [], ...rest } = said;
  const over: VertexScript = {
    ...vertex,
    ...rest,
    ...(logs.length === 0 ? {} : { logs: [...(vertex.logs ?? []), ...logs] }),
    ...(statuses.length === 0 ? {} : { statuses: [...(vertex.statuses ?? []), ...statuses] }),
    ...(warnings.length === 0 ? {} : { warnings: [...(vertex.warnings ?? []), ...warnings] }),
  };
  if (exit === undefined) return over;
  return { ...over, error: command === undefined ? exitText(vertex.name, exit) : exitTextOf(command, exit) };
}

function noSuchStep(index: number, on: TextMatch, vertices: readonly VertexScript[]): RpcFailure {
  const names = vertices.map(({ name }) => name);
  const asked = typeof on === 'string' ? on : 'glob' in on ? on.glob : on.pattern;
  const near =
    names.find((name) => name.toLowerCase().includes(asked.toLowerCase())) ??
    nearest(
      asked,
      names.map((name) => name.replace(beforeInstruction, '')),
    );
  return new RpcFailure(
    `dockerfile.steps[${index}]: no step of the Dockerfile is ${JSON.stringify(on)}` +
      `${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`} Its steps are:\n` +
      names.map((name) => `  ${name}`).join('\n'),
    'FAILED_PRECONDITION',
  );
}
