import type { VertexScript } from '../../scenarios/model/vertex-script.js';

/** The kind of a vertex, which decides how BuildKit shows it (docs/real-controller.md §8.2). */
export type VertexNature =
  /** Runs beside the graph, made by BuildKit or buildx: exporters, metadata, tokens, booting. */
  | 'beside'
  /** Is read by the frontend to make the graph, in a graph of its own. */
  | 'definition'
  /** Brings something into the graph: it has no inputs, and looks for its cache key before it runs. */
  | 'source'
  /** Is an image: a source whose cache key is the digest in its name. */
  | 'image'
  /** Makes something of its inputs. */
  | 'step';

const patterns: readonly (readonly [Exclude<VertexNature, 'step'>, RegExp])[] = [
  ['beside', /^\[(([^\]]* )?internal|context [^\]]*)\] load metadata for |^resolve image config for |^\[auth\] /],
  ['beside', /^\[internal\] (booting buildkit|waiting for connection)/],
  ['beside', /^(importing cache manifest from |importing to docker$|exporting (to|cache to) )/],
  ['beside', /^(preparing layers for inline cache$|preparing build cache for export$|pushing \S+ with docker$)/],
  ['beside', /^(merging manifest list |resolving provenance for metadata file$)/],
  ['definition', /^\[internal\] load (build definition from |\.dockerignore$)/],
  ['definition', /^\[context [^\]]*\] load \.dockerignore$/],
  ['source', /^\[internal\] (load (remote )?build context|load git source |preparing inline document)/],
  ['source', /^\[context [^\]]*\] (?!load metadata for )/],
  ['image', /^\[[^\]]*\d+\/\d+\] FROM |^docker-image:\/\//],
];

/** The kind that a vertex' name tells, unless its script says whether it is in the graph. */
export function natureOf({ name, internal }: Pick<VertexScript, 'name' | 'internal'>): VertexNature {
  if (internal === true) return 'beside';
  const nature = patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? 'step';
  return nature === 'beside' && internal === false ? 'step' : nature;
}
