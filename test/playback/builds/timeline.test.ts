import { expect } from 'chai';
import fc from 'fast-check';
import { layOut } from '../../../src/playback/builds/timeline.js';
import type { StatusResponse, Timestamp, Vertex } from '../../../src/protocol/messages.js';
import type { VertexScript } from '../../../src/index.js';

const duration = fc.constantFrom(0, 0, 1, 1, 2, 5, 60_000);

/** A graph: each vertex waits for some of those before it, or for the one before it when nothing is said. */
function graphOf(kinds: readonly Kind[]): fc.Arbitrary<readonly VertexScript[]> {
  return fc
    .integer({ min: 1, max: 9 })
    .chain((size) => fc.tuple(...Array.from({ length: size }, (_, i) => vertexAt(i, kinds))));
}

type Kind = 'plain' | 'cached' | 'fails';
const anyGraph = graphOf(['plain', 'plain', 'plain', 'cached', 'fails']);
const goodGraph = graphOf(['plain', 'plain', 'cached']);

function vertexAt(index: number, kinds: readonly Kind[]): fc.Arbitrary<VertexScript> {
  const before = Array.from({ length: index }, (_, i) => nameOf(i));
  return fc
    .record({
      inputs: fc.option(fc.subarray(before), { nil: undefined }),
      takes: duration,
      kind: fc.constantFrom(...kinds),
      internal: fc.boolean(),
      logs: fc.array(fc.record({ text: fc.constantFrom('a\n', 'b'), at: duration }), { maxLength: 2 }),
      statuses: fc.array(
        fc.record({
          id: fc.constantFrom('x', 'y'),
          total: fc.nat({ max: 9 }),
          updates: fc.nat({ max: 3 }),
          at: duration,
        }),
        { maxLength: 2 },
      ),
      warnings: fc.array(fc.record({ short: fc.constant('careful'), at: duration }), { maxLength: 1 }),
    })
    .map(({ inputs, kind, ...rest }) => ({
      ...rest,
      name: nameOf(index),
      ...(inputs === undefined ? {} : { inputs }),
      ...(kind === 'cached' ? { cached: true } : {}),
      ...(kind === 'fails' ? { error: 'it fails' } : {}),
    }));
}

function nameOf(index: number): string {
  return `v${index}`;
}

const began = 1_000_000;

/** `long` fails when `next`, which fails at once, and comes before it in the graph, could start. */
const late: readonly VertexScript[] = [
  { name: 'base', takes: 0, inputs: [] },
  { name: 'first', inputs: ['base'], takes: 60_000 },
  { name: 'cached', inputs: ['base'], cached: true },
  { name: 'next', inputs: ['first'], takes: 0, error: 'it fails' },
  { name: 'long', inputs: ['cached'], takes: 60_000, error: 'it fails' },
];

function messagesOf(scripts: readonly VertexScript[]): readonly StatusResponse[] {
  return layOut(scripts).beats.map((beat) => beat.message(began));
}

function ms({ seconds, nanos }: Timestamp): number {
  return Number(seconds) * 1000 + nanos / 1e6;
}

/** Every state of every vertex, in the order of the stream. */
function states(scripts: readonly VertexScript[]): readonly Vertex[] {
  return messagesOf(scripts).flatMap(({ vertices }) => vertices);
}

function holds(check: (scripts: readonly VertexScript[]) => void, graphs = anyGraph): void {
  fc.assert(fc.property(graphs, check), { numRuns: 300 });
}

describe('The timeline of a build', () => {
  it('announces the vertices of the graph in one message before any of them starts, dependents before inputs', () => {
    holds((scripts) => {
      const inGraph = new Set(scripts.filter(({ internal }) => internal === false).map(({ name }) => name));
      const [announcement = [], ...more] = messagesOf(scripts)
        .map(({ vertices }) => vertices.filter(({ name }) => inGraph.has(name)))
        .filter((vertices) => vertices.length > 0);
      const digests = announcement.map(({ digest }) => digest);
      const misplaced = announcement.filter(({ started, inputs }, place) => {
        return started !== undefined || !inputs.every((input) => digests.indexOf(input) > place);
      });
      const late = more.flat().filter(({ started, digest }) => started === undefined || !digests.includes(digest));
      expect([misplaced, late]).to.deep.equal([[], []]);
      if (inGraph.size === scripts.length) expect(announcement).to.have.length(scripts.length);
    });
  });

  it('shows every input that is in the graph, and none that runs beside it', () => {
    holds((scripts) => {
      const shown = states(scripts);
      const names = new Map(shown.map(({ digest, name }) => [digest, name]));
      const inGraph = new Set(scripts.filter(({ internal }) => internal === false).map(({ name }) => name));
      const needed = new Map(
        scripts.map(({ name, inputs }, i) => [name, inputs ?? (i === 0 ? [] : [nameOf(i - 1)])] as const),
      );
      const wrong = shown.filter(({ name, inputs }) => {
        const expected = inGraph.has(name) ? (needed.get(name) ?? []).filter((input) => inGraph.has(input)) : [];
        return inputs.map((input) => names.get(input)).join() !== expected.join();
      });
      expect(wrong).to.deep.equal([]);
    });
  });

  it('shows vertices made by others without inputs, and first when they have started', () => {
    holds((scripts) => {
      for (const { name, inputs, started } of states(scripts)) {
        if (scripts.find((script) => script.name === name)?.internal !== true) continue;
        expect(inputs).to.deep.equal([]);
        expect(started).to.not.equal(undefined);
      }
    });
  });

  it('never completes what has not started, nor before it has', () => {
    holds((scripts) => {
      for (const { started, completed } of states(scripts)) {
        if (completed === undefined) continue;
        expect(started).to.not.equal(undefined);
        expect(ms(completed)).to.be.at.least(ms(started!));
      }
    });
  });

  it('starts a vertex only when its inputs have completed without error', () => {
    holds((scripts) => {
      const inputs = new Map(
        scripts.map((script, i) => [script.name, script.inputs ?? (i === 0 ? [] : [nameOf(i - 1)])]),
      );
      const done = new Set<string>();
      for (const { name, started, completed, error } of states(scripts)) {
        if (started !== undefined)
          for (const input of inputs.get(name) ?? []) expect(done, `${name} after ${input}`).to.include(input);
        if (completed !== undefined && error === '') done.add(name);
      }
    });
  });

  it('gives cached vertices both times, and no other the mark', () => {
    holds((scripts) => {
      for (const { name, cached, started, completed } of states(scripts)) {
        const isCached = scripts.find((script) => script.name === name)?.cached === true;
        if (cached)
          expect([isCached, started, completed]).to.deep.equal([true, started, started]).and.not.include(undefined);
        else if (isCached) expect(started).to.equal(undefined);
      }
    });
  });

  it('completes every vertex that started, once', () => {
    holds((scripts) => {
      const running = new Set<string>();
      for (const { name, started, completed } of states(scripts)) {
        if (started === undefined) continue;
        if (completed === undefined) expect(running).to.not.include(name);
        else running.delete(name);
        if (completed === undefined) running.add(name);
      }
      expect([...running]).to.deep.equal([]);
    });
  });

  it('says nothing of any instant before what it has said', () => {
    holds((scripts) => {
      const times = layOut(scripts).beats.map(({ at }) => at);
      expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
      for (const beat of layOut(scripts).beats) {
        const { vertices, logs, statuses } = beat.message(began);
        for (const { timestamp } of [...logs, ...statuses])
          expect(ms(timestamp!)).to.be.closeTo(began + beat.at, 0.001);
        for (const { started, completed } of vertices) {
          if (started !== undefined) expect(ms(completed ?? started)).to.be.closeTo(began + beat.at, 0.001);
        }
      }
    });
  });

  it('puts logs, statuses and warnings between the start of their vertex and its completion', () => {
    holds((scripts) => {
      const running = new Set<string>();
      for (const { vertices, logs, statuses, warnings } of messagesOf(scripts)) {
        for (const { digest, started, completed } of vertices)
          if (started !== undefined && completed === undefined) running.add(digest);
        for (const { vertex } of [...logs, ...statuses, ...warnings]) expect(running).to.include(vertex);
        for (const { digest, completed } of vertices) if (completed !== undefined) running.delete(digest);
      }
    });
  });

  it('ends at the first failure: what runs beside it is cancelled not before, and nothing starts after', () => {
    holds((scripts) => {
      const all = messagesOf(scripts);
      const fails = all.findIndex(({ vertices }) => vertices.some(({ error }) => error === 'it fails'));
      const { failed, duration: lasted } = layOut(scripts);
      expect(fails >= 0).to.equal(failed !== undefined);
      if (failed === undefined) return;
      all.forEach(({ vertices }, i) => {
        for (const { error, started, completed, name } of vertices) {
          if (error === 'context canceled') expect(i, name).to.be.at.least(fails);
          if (i > fails && started !== undefined) expect(completed, `${name} starts`).to.not.equal(undefined);
        }
      });
      expect(lasted).to.equal(failed.end);
    });
  });

  it('ends at the first of several failures at one instant, before what would have started after it', () => {
    const { failed } = layOut(late);
    expect(failed?.script.name).to.equal('long');
    expect(states(late).flatMap(({ name, started }) => (started === undefined ? [] : [name]))).to.not.include('next');
  });

  it('completes every vertex when none fails, after as long as the longest way takes', () => {
    holds((scripts) => {
      const ends = states(scripts).flatMap(({ name, completed }) =>
        completed === undefined ? [] : [[name, ms(completed) - began] as const],
      );
      expect(ends.map(([name]) => name)).to.have.members(scripts.map(({ name }) => name));
      expect(layOut(scripts).failed).to.equal(undefined);
      expect(layOut(scripts).duration).to.be.closeTo(Math.max(...ends.map(([, at]) => at)), 0.001);
    }, goodGraph);
  });

  it('has the same digests every time, and others when anything before a vertex differs', () => {
    holds((scripts) => {
      expect(layOut(scripts).digests).to.deep.equal(layOut(structuredClone(scripts)).digests);
      expect(new Set(layOut(scripts).digests).size).to.equal(scripts.length);
      const chain = scripts.map(({ name }) => ({ name }));
      const renamed = chain.map(({ name }, i) => ({ name: i === 0 ? 'renamed' : name }));
      for (const digest of layOut(renamed).digests) expect(layOut(chain).digests).to.not.include(digest);
    });
  });

  it('takes a chain of many thousand vertices', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => ({ name: nameOf(i) }));
    expect(layOut(chain).digests).to.have.length(20_000);
  });

  it('shows progress of an item in even steps up to its end', () => {
    const script = { name: 'a', takes: 100, statuses: [{ id: 'layer', total: 9, updates: 2 }] };
    const seen = messagesOf([script]).flatMap(({ statuses }) =>
      statuses.map(({ current, total, started, completed, timestamp }) => [
        Number(current),
        Number(total),
        ms(timestamp!) - began,
        ms(started!) - began,
        completed === undefined,
      ]),
    );
    expect(seen.map(([current, total, , started, open]) => [current, total, started, open])).to.deep.equal([
      [0, 9, 0, true],
      [3, 9, 0, true],
      [6, 9, 0, true],
      [9, 9, 0, false],
    ]);
    expect(seen.map(([, , at]) => Math.round(Number(at)))).to.deep.equal([0, 33, 67, 100]);
  });

  it('carries warnings with their source, logs with their stream, and groups', () => {
    const [, , middle] = messagesOf([
      {
        name: 'a',
        takes: 1,
        group: { id: 'g', name: 'all' },
        logs: [{ text: { base64: '/w==' }, stream: 'stderr' }],
        warnings: [
          {
            short: 's',
            detail: ['d'],
            url: 'u',
            source: { filename: 'f', text: 't' },
            ranges: [{ start: { line: 1 }, end: { line: 2, character: 3 } }],
          },
        ],
      },
    ]);
    expect(middle?.logs[0]).to.deep.include({ stream: 2n, message: Uint8Array.of(0xff) });
    expect(middle?.warnings[0]).to.deep.include({
      level: 1n,
      short: new Uint8Array(Buffer.from('s')),
      detail: [new Uint8Array(Buffer.from('d'))],
      url: 'u',
      info: { filename: 'f', data: new Uint8Array(Buffer.from('t')), language: '' },
      ranges: [{ start: { line: 1, character: 0 }, end: { line: 2, character: 3 } }],
    });
    expect(states([{ name: 'a', group: { id: 'g', name: 'all' } }])[0]?.progressGroup).to.deep.equal({
      id: 'g',
      name: 'all',
      weak: false,
    });
  });
});
