import { listOf, rule } from '../../../options/rules.js';
import { VertexBuilder } from '../vertex.js';

/** The vertices of a build, as `dockerfile(…)` gives them. */
export const graphRule = listOf(
  'a list of vertices, such as dockerfile([…])',
  rule('a vertex, as vertex(…) makes it', (value) => value instanceof VertexBuilder),
);
