import { checkArgument, checkOptions } from '../../../options/check.js';
import { text, whole } from '../../../options/rules.js';
import { graphRule } from './graph-rule.js';
import { vertex, type VertexBuilder } from '../vertex.js';
import { digestOf } from './digest-of.js';
import { sinksOf } from './sinks.js';

/**
 * How an image is exported.
 *
 * @since 0.1.0
 */
export interface ExportOptions {
  /** How many platforms the image has. With several there is a manifest for each, and a list of them. Default 1. */
  readonly platforms?: number;
}

type Graph = readonly VertexBuilder[];

/**
 * Adds the vertex that exports the graph's image (docs/real-controller.md §8.5).
 *
 * @param ref the image's name; without one it has none
 * @throws ArgumentError
 * @example build().add(...exportImage(dockerfile(['FROM alpine', 'RUN make']), 'docker.io/library/app:1'))
 * @since 0.1.0
 */
export function exportImage(graph: Graph, ref?: string, options: ExportOptions = {}): Graph {
  checkExport('exportImage', graph, ref, options);
  return [
    ...graph,
    exporter('exporting to image', ref, options)
      .after(...sinksOf(graph))
      .takes(300),
  ];
}

/**
 * Adds the vertex that exports the graph's image and pushes it, and beside it the one that asks for the registry's
 * token.
 *
 * @throws ArgumentError
 * @example build().add(...push(dockerfile(['FROM alpine', 'RUN make']), 'registry.example.org/team/app:1'))
 * @since 0.1.0
 */
export function push(graph: Graph, ref: string, options: ExportOptions = {}): Graph {
  checkExport('push', graph, ref, options);
  const { host, repository } = partsOf(ref);
  const image = exporter('exporting to image', ref, options)
    .after(...sinksOf(graph))
    .takes(1500)
    .progress('pushing layers', { at: 300, takes: 800 })
    .progress(`pushing manifest for ${ref}@${digestOf(`manifest ${ref}`)}`, { at: 1100, takes: 400 });
  const auth = vertex(`[auth] ${repository}:pull,push token for ${host}`)
    .after(...sinksOf(graph))
    .at(350)
    .takes(100);
  return [...graph, image, auth];
}

/**
 * Adds the vertex that exports the graph's image, and the one in which buildx loads it into Docker.
 *
 * @throws ArgumentError
 * @example build().add(...loadImage(dockerfile(['FROM alpine', 'RUN make']), 'docker.io/library/app:1'))
 * @since 0.1.0
 */
export function loadImage(graph: Graph, ref?: string, options: ExportOptions = {}): Graph {
  checkExport('loadImage', graph, ref, options);
  const image = exporter('exporting to docker image format', ref, options)
    .after(...sinksOf(graph))
    .takes(900)
    .progress('sending tarball', { at: 300 });
  return [
    ...graph,
    image,
    vertex('importing to docker')
      .after(...sinksOf(graph))
      .at(400)
      .takes(400),
  ];
}

function checkExport(where: string, graph: Graph, ref: string | undefined, options: ExportOptions): void {
  checkArgument(where, 'graph', graph, graphRule);
  if (ref !== undefined || where === 'push') checkArgument(where, 'ref', ref, text);
  checkOptions(where, options, { platforms: whole(1) });
}

function exporter(name: string, ref: string | undefined, { platforms = 1 }: ExportOptions): VertexBuilder {
  const seed = `${name} ${ref ?? ''}`;
  const each = Array.from({ length: platforms }, (_, i) => (platforms === 1 ? (ref ?? '') : `${seed} ${i}`));
  const ids = [
    ...each.flatMap((platform) => [
      `exporting manifest ${digestOf(`manifest ${platform}`)}`,
      `exporting config ${digestOf(`config ${platform}`)}`,
    ]),
    ...(platforms === 1 ? [] : [`exporting manifest list ${digestOf(`manifest ${ref ?? ''}`)}`]),
    ...(ref === undefined ? [] : [`naming to ${ref}`]),
  ];
  return ids.reduce(
    (vertexSoFar, id) => vertexSoFar.progress(id, { at: 200, takes: 0 }),
    vertex(name).progress('exporting layers', { takes: 200 }),
  );
}

/** The host that a reference is pushed to, and the repository there. */
function partsOf(ref: string): { readonly host: string; readonly repository: string } {
  const [host = '', ...rest] = ref
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .split('/');
  const named = rest.length > 0 && /[.:]|^localhost$/.test(host);
  if (named && host !== 'docker.io') return { host, repository: rest.join('/') };
  const path = named ? rest : [host, ...rest];
  return { host: 'registry-1.docker.io', repository: path.length > 1 ? path.join('/') : `library/${path.join('/')}` };
}
