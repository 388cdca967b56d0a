import { checkArgument } from '../../../options/check.js';
import { listOf, text } from '../../../options/rules.js';
import { graphRule } from './graph-rule.js';
import { vertex, VertexBuilder } from '../vertex.js';
import { sinksOf } from './sinks.js';

type Graph = readonly VertexBuilder[];

/**
 * The graphs of a builder's nodes side by side, and the vertex in which buildx merges what they pushed. What has the
 * same name in several is shown once, and waits for what any of them waits for (docs/real-controller.md §8.5).
 * @param ref the name of the manifest list
 * @throws ArgumentError
 * @example build().add(...severalNodes([amd64, arm64], 'registry.example.org/team/app:1'))
 * @since 0.1.0
 */
export function severalNodes(graphs: readonly Graph[], ref: string): Graph {
  checkArgument('severalNodes', 'graphs', graphs, listOf('a list of graphs', graphRule));
  checkArgument('severalNodes', 'ref', ref, text);
  const nodes = new Map<string, VertexBuilder>();
  for (const graph of graphs) {
    for (const [i, { script }] of graph.entries()) {
      const before = nodes.get(script.name)?.script;
      const inputs = script.inputs ?? graph.slice(Math.max(0, i - 1), i).map((part) => part.script.name);
      const all = [...new Set([...(before?.inputs ?? []), ...inputs])];
      nodes.set(script.name, new VertexBuilder({ ...(before ?? script), inputs: all }));
    }
  }
  const merged = [...nodes.values()];
  return [
    ...merged,
    vertex(`merging manifest list ${ref}`)
      .after(...sinksOf(merged))
      .takes(200),
  ];
}
