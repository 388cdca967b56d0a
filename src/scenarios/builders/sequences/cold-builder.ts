import { checkArgument, checkOptions } from '../../../options/check.js';
import { text } from '../../../options/rules.js';
import { graphRule } from './graph-rule.js';
import { vertex, type VertexBuilder } from '../vertex.js';

/**
 * A builder that has to be started first, with BuildKit in a container (docs/real-controller.md §8.5).
 *
 * @since 0.1.0
 */
export interface ColdBuilderOptions {
  /** Name of the builder. Default `default`. */
  readonly builder?: string;
  /** The image of BuildKit. Default `moby/buildkit:buildx-stable-1`. */
  readonly image?: string;
}

/**
 * A graph that begins when its builder is up.
 * @throws ArgumentError
 * @example build().add(...coldBuilder(dockerfile(['FROM alpine', 'RUN make'])))
 * @since 0.1.0
 */
export function coldBuilder(
  graph: readonly VertexBuilder[],
  options: ColdBuilderOptions = {},
): readonly VertexBuilder[] {
  checkArgument('coldBuilder', 'graph', graph, graphRule);
  checkOptions('coldBuilder', options, { builder: text, image: text });
  const { builder = 'default', image = 'moby/buildkit:buildx-stable-1' } = options;
  const boot = vertex('[internal] booting buildkit')
    .after()
    .takes(3000)
    .progress(`pulling image ${image}`, { takes: 2000 })
    .progress(`creating container buildx_buildkit_${builder}0`, { at: 2000, takes: 1000 });
  return [boot, ...graph.map((part) => (part.script.inputs?.length === 0 ? part.after(boot) : part))];
}
