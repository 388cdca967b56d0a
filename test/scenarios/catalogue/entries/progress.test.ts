import { expect } from 'chai';
import {
  clockSkew,
  logClipping,
  reopenedVertex,
  tenThousandVertices,
} from '../../../../src/scenarios/catalogue/entries/progress.js';
import { built } from '../../../fake-controller/calls.js';
import { checkEntry } from '../check-entry.js';
import type { ControllerClient } from '../../../../src/client/controller-client.js';
import type { StatusResponse, Vertex } from '../../../../src/protocol/messages.js';

checkEntry(clockSkew, {
  naive: {
    it: 'shows negative durations, and logs in the wrong order',
    test: async ({ client }) => {
      const statuses = await built(client, 'r');
      const vertex = statuses.flatMap(({ vertices }) => vertices).at(-1)!;
      expect(vertex.completed!.seconds - vertex.started!.seconds < 0n).to.equal(true);
      const logs = statuses.flatMap((status) => status.logs);
      const sorted = logs.toSorted((a, b) => Number(a.timestamp!.seconds - b.timestamp!.seconds));
      expect(sorted.map(({ message }) => Buffer.from(message).toString())).to.deep.equal(['second\n', 'first\n']);
    },
  },
  careful: {
    it: 'keeps the order of the messages, and clamps durations',
    test: async ({ client }) => {
      const statuses = await built(client, 'r');
      const vertex = statuses.flatMap(({ vertices }) => vertices).at(-1)!;
      const seconds = Math.max(0, Number(vertex.completed!.seconds - vertex.started!.seconds));
      expect(seconds).to.equal(0);
      const logs = statuses.flatMap((status) => status.logs);
      expect(logs.map(({ message }) => Buffer.from(message).toString())).to.deep.equal(['first\n', 'second\n']);
    },
  },
});

async function logged(client: ControllerClient) {
  const { statuses, response } = await client.build({ contextPath: '.' }, { ref: 'r' });
  const log = Buffer.concat(statuses.flatMap(({ logs }) => logs.map(({ message }) => message))).toString();
  return { log, result: response.exporterResponse['digest'] };
}

checkEntry(logClipping, {
  naive: {
    it: 'looks for a result in the last line of the log, and finds none',
    test: async ({ client }) => {
      const { log } = await logged(client);
      expect(log.trimEnd().split('\n').at(-1)).to.equal('[output clipped, log limit 200KiB/s reached]');
      expect(log).not.to.contain('digest: ');
    },
  },
  careful: {
    it: 'takes the result from the reply, and tells that the log was cut',
    test: async ({ client }) => {
      const { log, result } = await logged(client);
      expect(result).to.equal('1234');
      expect(log).to.match(/^\[output clipped, log limit .+ reached\]$/m);
    },
  },
});

checkEntry(reopenedVertex, {
  naive: {
    it: 'counts more completions than there are vertices',
    test: async ({ client }) => {
      const vertices = (await built(client, 'r')).flatMap((status) => status.vertices);
      const completions = vertices.filter(({ completed }) => completed !== undefined).length;
      expect(completions).to.be.above(new Set(vertices.map(({ digest }) => digest)).size);
    },
  },
  careful: {
    it: 'keeps the last state of each',
    test: async ({ client }) => {
      const vertices = (await built(client, 'r')).flatMap((status) => status.vertices);
      const last = new Map(vertices.map((vertex) => [vertex.name, vertex]));
      const done = [...last.values()].filter(({ completed }) => completed !== undefined);
      expect(done.map(({ name }) => name)).to.include.members([
        '[1/2] FROM docker.io/library/alpine',
        '[2/2] RUN make',
      ]);
      expect(done).to.have.length(last.size);
    },
  },
});

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
      // Later servers add a vertex of their own to any build.
      const steps = [...graph.values()].filter(({ name }) => name.includes(' RUN '));
      expect(steps).to.have.length(10_000);
      expect(depth(graph, lastOf(graph))).to.equal(100);
    },
  },
});
