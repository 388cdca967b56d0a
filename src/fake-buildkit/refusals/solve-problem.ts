import type { control, gateway } from '../../protocol/buildkit/messages.js';
import { goQuote } from '../../words/go-quote.js';
import { definitionProblem } from './definition-problem.js';

const cacheExporters: readonly string[] = ['registry', 'local', 'inline', 'gha', 's3', 'azblob'];
const frontends: readonly string[] = ['dockerfile.v0', 'gateway.v0'];

/** Why BuildKit has no place for a build's cache; undefined when it has, or needs none. */
export function cacheProblem(request: control.SolveRequest): string | undefined {
  const cache = request.cache?.exports.find(({ type }) => !cacheExporters.includes(type));
  return cache === undefined ? undefined : `unknown cache exporter: ${goQuote(cache.type)}`;
}

type Solve = Pick<gateway.SolveRequest, 'frontend' | 'frontendOpt' | 'definition'>;

/** Why BuildKit has no frontend that could solve this; undefined when it has, or needs none. */
export function frontendProblem({ frontend, frontendOpt, definition }: Solve): string | undefined {
  if (frontend === '') return undefined;
  if (definition !== undefined && definition.def.length > 0)
    return 'cannot solve with both Definition and Frontend specified';
  if (!frontends.includes(frontend)) return `invalid frontend: ${frontend}`;
  if (frontend !== 'gateway.v0') return undefined;
  return frontendOpt['source'] === undefined ? 'no source specified for gateway' : undefined;
}

/** Why BuildKit cannot solve this; undefined when it can. */
export function solveProblem(solve: Solve): string | undefined {
  const { definition } = solve;
  return (
    frontendProblem(solve) ??
    (definition !== undefined && definition.def.length > 0 ? definitionProblem(definition) : undefined)
  );
}
