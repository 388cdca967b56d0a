import { DockerfileError } from './dockerfile-error.js';
import type { DockerfilePlan } from './plan.js';

/** A Dockerfile that is refused, with what the frontend has done before it refused it. */
export class RefusedDockerfile extends DockerfileError {
  /** The steps that come before the graph, as far as they were done, and all warnings. */
  readonly before: Pick<DockerfilePlan, 'steps' | 'warnings'>;

  constructor({ message, locations }: DockerfileError, before: RefusedDockerfile['before']) {
    super(message, locations);
    this.before = before;
  }
}
