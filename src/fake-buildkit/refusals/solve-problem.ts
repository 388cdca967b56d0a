import type { control, gateway } from '../../protocol/buildkit/messages.js';
import type { StringMap } from '../../protocol/messages.js';
import { goQuote } from '../../words/go-quote.js';
import { isExporter } from '../caches/cache-exporters.js';
import { definitionProblem } from './definition-problem.js';

const frontends: readonly string[] = ['dockerfile.v0', 'gateway.v0'];

/** Why BuildKit has no place for a build's cache; undefined when it has, or needs none. */
export function cacheProblem(request: control.SolveRequest): string | undefined {
  for (const { type, attrs } of request.cache?.exports ?? []) {
    if (type !== 'inline' && !isExporter(type)) return `unknown cache exporter: ${goQuote(type)}`;
    const why = type === 'local' ? localProblem(request, attrs) : undefined;
    if (why !== undefined) return `failed to configure ${type} cache exporter: ${why}`;
  }
  return undefined;
}

function localProblem({ session }: control.SolveRequest, { dest = '' }: StringMap): string | undefined {
  if (dest === '') return 'local cache exporter requires dest';
  return session === '' ? 'local cache exporter/importer requires session' : undefined;
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
