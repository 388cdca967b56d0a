import type { TextMatch } from './match.js';
import type { VertexScript } from './vertex-script.js';

/**
 * A build whose graph is that of the Dockerfile which its client sends. Only a fake BuildKit reads that file: no client
 * sends it to a controller.
 *
 * @since 0.1.0
 */
export interface DockerfileScript {
  /** What becomes of steps of the Dockerfile. Default: each succeeds at once and shows nothing. */
  readonly steps?: readonly StepScript[];
}

/**
 * What becomes of one or several steps of a Dockerfile; each part lies over what was there.
 *
 * @since 0.1.0
 */
export interface StepScript extends Omit<VertexScript, 'name' | 'inputs' | 'digest' | 'group' | 'internal'> {
  /**
   * Which steps: those whose instruction (`RUN npm test`) or whole name (`[build 2/4] RUN npm test`) is so. One at
   * least must be.
   */
  readonly on: TextMatch;
  /**
   * It fails as a RUN step does whose process exits with this code, 1 to 255; `error` must be absent. Default: it does
   * not.
   */
  readonly exit?: number;
}
