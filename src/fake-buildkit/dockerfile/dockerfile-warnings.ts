import type { DockerfilePlan } from '../../dockerfile/plan.js';
import type { WarningScript } from '../../scenarios/model/vertex-script.js';
import type { ReadDockerfile } from './source-details.js';

/** What the frontend warns of, in the vertex that loads the Dockerfile. */
export function dockerfileWarnings(
  warnings: DockerfilePlan['warnings'],
  { filename, bytes }: ReadDockerfile,
): readonly WarningScript[] {
  const source = { filename, text: bytes.toString(), language: 'Dockerfile' };
  return warnings.map(({ level, short, detail, url, ranges }) => ({
    level,
    short,
    detail,
    ...(url === '' ? {} : { url }),
    source,
    ranges,
  }));
}
