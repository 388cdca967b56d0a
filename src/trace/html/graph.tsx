import type { VNode } from 'preact';
import type { TracedBuild } from '../trace.js';
import { stateOf } from '../vertex-state.js';
import { layoutOf, mostVertices, nodeSize } from './layout.js';
import { vertexAnchor } from './anchors.js';

const longestName = 32;

/** The graph of a build: what each vertex needs is above it. Each leads to its row in the chart. */
export function Graph({ build, index }: { readonly build: TracedBuild; readonly index: number }): VNode {
  const { vertices } = build;
  if (vertices.length > mostVertices) return <p class="none">{vertices.length} vertices are too many to draw.</p>;
  const { width, height, nodes, edges } = layoutOf(build);
  return (
    <div class="graph" tabIndex={0} role="region" aria-label="Graph of the build, from its sources to its result">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {edges.map((points, at) => (
          <path key={at} class="edge" d={`M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}`} />
        ))}
        {vertices.map((vertex, at) => {
          const { x, y } = nodes[at] ?? { x: 0, y: 0 };
          const { word, tone } = stateOf(vertex);
          const [left, top] = [round(x - nodeSize.width / 2), round(y - nodeSize.height / 2)];
          return (
            <a
              key={vertex.digest}
              href={`#${vertexAnchor(index, at)}`}
              class={`node tone-${tone}`}
              data-at={vertex.runs[0]?.from}
            >
              <title>{`${vertex.name}: ${word}`}</title>
              <rect x={left} y={top} width={nodeSize.width} height={nodeSize.height} rx="4" />
              <text x={left + 10} y={top + 16}>
                {shortened(vertex.name)}
              </text>
              <text class="state" x={left + 10} y={top + 31}>
                {word}
              </text>
            </a>
          );
        })}
      </svg>
    </div>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function shortened(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}
