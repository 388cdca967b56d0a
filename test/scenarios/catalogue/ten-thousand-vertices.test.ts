import { expect } from 'chai';
import type { StatusResponse, Vertex } from '../../../src/protocol/messages.js';
import type { ControllerClient } from '../../../src/client/controller-client.js';
import { tenThousandVertices } from '../../../src/scenarios/catalogue/entries/ten-thousand-vertices.js';
import { checkEntry } from './check-entry.js';

type Graph = ReadonlyMap<string, Vertex>;

async function graphOf(client: ControllerClient): Promise<Graph> {
  const { statuses } = await client.build({ contextPath: '.' }, { ref: 'r' });
  return graphIn(statuses);
}

function graphIn(statuses: readonly StatusResponse[]): Graph {
  return new Map(statuses.flatMap(({ vertices }) => vertices.map((vertex) => [vertex.digest, vertex] as const)));
}

function lastOf(graph: Graph): string {
  for (const { digest, name } of graph.values()) if (name.includes(' 100/100]')) return digest;
  throw new Error('there is no last vertex');
}

function naiveDepth(graph: Graph, digest: string, steps: { left: number }): number {
  if (steps.left-- === 0) throw new Error('walked on and on');
  return 1 + Math.max(0, ...inputsOf(graph, digest).map((input) => naiveDepth(graph, input, steps)));
}

function depth(graph: Graph, digest: string, known = new Map<string, number>()): number {
  const before = known.get(digest);
  if (before !== undefined) return before;
  const found = 1 + Math.max(0, ...inputsOf(graph, digest).map((input) => depth(graph, input, known)));
  known.set(digest, found);
  return found;
}

function inputsOf(graph: Graph, digest: string): readonly string[] {
  return graph.get(digest)?.inputs ?? [];
}

checkEntry(tenThousandVertices, {
  naive: {
    it: 'walks every way through the graph, and never comes to an end',
    test: async ({ client }) => {
      const status = client.rpc.status({ ref: 'r' });
      const build = client.rpc.open('Build');
      void build.send({ ref: 'r', options: { contextPath: '.' } });
      build.halfClose();
      await status.find(() => true);
      const graph = graphIn(status.messages);
      build.cancel();
      const steps = { left: 100_000 };
      expect(() => naiveDepth(graph, lastOf(graph), steps)).to.throw('walked on and on');
    },
  },
  careful: {
    it: 'visits each vertex once',
    test: async ({ client }) => {
      const graph = await graphOf(client);
      expect(graph.size).to.equal(10_000);
      expect(depth(graph, lastOf(graph))).to.equal(100);
    },
  },
});
