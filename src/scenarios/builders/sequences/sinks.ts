import type { VertexBuilder } from '../vertex.js';

/** The names of the vertices that no other vertex of the list waits for. */
export function sinksOf(graph: readonly VertexBuilder[]): readonly string[] {
  const waitedFor = new Set(
    graph.flatMap(
      ({ script }, i) => script.inputs ?? graph.slice(Math.max(0, i - 1), i).map((before) => before.script.name),
    ),
  );
  return graph.map(({ script }) => script.name).filter((name) => !waitedFor.has(name));
}
