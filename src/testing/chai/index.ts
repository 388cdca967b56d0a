/**
 * A plugin for chai 5 and 6: `use(buildxTestkit)`.
 *
 * @packageDocumentation
 */
import type { BuildAssertion } from './assertion-types.js';

export { buildxTestkit, type ChaiLike, type ChaiUtilsLike } from './plugin.js';
export type { BuildAssertion, Received, ReceivedAssertion, VertexAssertion } from './assertion-types.js';

declare global {
  namespace Chai {
    interface Assertion extends BuildAssertion {}
    interface Include extends Pick<BuildAssertion, 'vertex'> {}
  }
}
