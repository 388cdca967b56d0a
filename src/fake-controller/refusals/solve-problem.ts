import type { BuildOptions } from '../../protocol/messages.js';
import { goQuote } from '../../words/go-quote.js';
import { firstOf } from './first-of.js';
import { outputsOf } from './output.js';
import { ulimitProblem } from './ulimit-problem.js';

const exporters = ['image', 'moby', 'local', 'tar', 'oci', 'docker', 'cacheonly'];

/** The problem of an export for which BuildKit has no exporter. */
export function exporterProblem(options: BuildOptions): string | undefined {
  const unknown = outputsOf(options).find(({ type }) => !exporters.includes(type));
  return unknown === undefined ? undefined : `exporter ${goQuote(unknown.type)} could not be found`;
}

/** The first problem for which the frontend refuses a build before it looks at the Dockerfile. */
export function frontendProblem({ ulimits }: BuildOptions): string | undefined {
  const problem = firstOf(Object.values(ulimits?.values ?? {}), ulimitProblem);
  return problem === undefined ? undefined : `failed to parse ulimit: ${problem}`;
}
