import * as dagre from '@dagrejs/dagre';
import type { TracedBuild } from '../trace.js';

/** Where the vertices of a build stand, in pixels, and the lines between them. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The middle of each vertex, by its place in the build. */
  readonly nodes: readonly Point[];
  /** Each from an input to what needs it, as points to draw a line through. */
  readonly edges: readonly (readonly Point[])[];
}

export const nodeSize = { width: 232, height: 38 };

/** Larger graphs take longer to lay out than they are worth: nobody sees anything in them. */
export const mostVertices = 400;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What is used of a graph of dagre, whose own types do not resolve under every `moduleResolution`. */
interface Graph {
  setGraph(options: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(name: string, size: object): void;
  setEdge(from: string, to: string): void;
  graph(): { readonly width?: number; readonly height?: number };
  node(name: string): Point;
  edges(): readonly object[];
  edge(edge: object): { readonly points: readonly Point[] };
}

const { graphlib, layout } = dagre as unknown as {
  readonly graphlib: { readonly Graph: new () => Graph };
  readonly layout: (graph: Graph) => void;
};

/** Lays out a build from its sources at the top to its result. */
export function layoutOf({ vertices }: TracedBuild): Layout {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 18, ranksep: 30, marginx: 6, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  // By their places: a digest may be any word, and some words mean something to an object.
  const names = new Map(vertices.map(({ digest }, index) => [digest, `n${index}`]));
  const nameOf = (digest: string): string => names.get(digest) ?? '';
  for (const { digest } of vertices) graph.setNode(nameOf(digest), { ...nodeSize });
  for (const { digest, inputs } of vertices) for (const input of inputs) graph.setEdge(nameOf(input), nameOf(digest));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: vertices.map(({ digest }) => {
      const { x, y } = graph.node(nameOf(digest));
      return { x, y };
    }),
    edges: graph.edges().map((edge) => graph.edge(edge).points.map(({ x, y }) => ({ x, y }))),
  };
}
