import { expect } from 'chai';
import fc from 'fast-check';
import { Course } from '../../../src/playback/builds/course.js';
import type { Beat } from '../../../src/playback/builds/event.js';
import { layOut } from '../../../src/playback/builds/timeline.js';
import type { VertexScript } from '../../../src/index.js';

const barriers = ['x', 'y', 'z'] as const;
const duration = fc.constantFrom(0, 1, 2, 5);
const moment = fc.oneof(duration, fc.record({ barrier: fc.constantFrom(...barriers) }));
const parts = fc.record(
  {
    at: moment,
    takes: fc.constantFrom(5, 9),
    until: fc.record({ barrier: fc.constantFrom(...barriers) }),
    logs: fc.array(fc.record({ text: fc.constant('l'), at: moment, pieces: fc.constantFrom(1, 2) }), { maxLength: 3 }),
    statuses: fc.array(fc.record({ id: fc.constant('s'), at: moment, updates: fc.constantFrom(0, 2) }), {
      maxLength: 2,
    }),
    restarts: fc.array(fc.record({ at: moment, takes: duration }), { maxLength: 2 }),
  },
  { requiredKeys: ['takes'] },
);
function graphOf(more: fc.Arbitrary<Pick<VertexScript, 'error'>>): fc.Arbitrary<readonly VertexScript[]> {
  return fc
    .integer({ min: 1, max: 5 })
    .chain((size) =>
      fc.tuple(
        ...Array.from({ length: size }, (_, i) =>
          fc
            .tuple(parts, more, fc.subarray(Array.from({ length: i }, (_unused, j) => `v${j}`)))
            .map(([script, rest, inputs]): VertexScript => ({ ...script, ...rest, name: `v${i}`, inputs })),
        ),
      ),
    );
}

const graph = graphOf(fc.constantFrom({}, {}, { error: 'it fails' }));
/** What fails in the very instant of a release may or may not take another vertex along. */
const goodGraph = graphOf(fc.constant({}));
const releases = fc
  .tuple(duration, duration, duration)
  .map((times) => new Map(barriers.map((name, i) => [name, times[i]! * 4])));

/** Plays a course; every barrier is released at its time, or when something comes there, if that is later. */
function play(course: Course, times: ReadonlyMap<string, number>): readonly Beat[] {
  const taken: Beat[] = [];
  const due = new Map<string, number>();
  const released = new Set<string>();
  for (;;) {
    const [next] = [...due].toSorted(([, a], [, b]) => a - b);
    if (next !== undefined && next[1] <= course.due) {
      due.delete(next[0]);
      course.release(...next);
      continue;
    }
    const beat = course.take();
    if (beat === undefined) return taken;
    taken.push(beat);
    for (const name of beat.arrivals) {
      if (released.has(name)) continue;
      released.add(name);
      due.set(name, Math.max(beat.at, times.get(name)!));
    }
  }
}

/** Every event, with its instant; but for progress, which is told together or apart as the end of its run is known. */
function eventsOf(beats: readonly Beat[]): readonly string[] {
  return beats
    .flatMap(({ at, keys }) => keys.filter((key) => !key.includes(' status ')).map((key) => `${at} ${key}`))
    .toSorted();
}

describe('A course with barriers', () => {
  it('tells the same as if all releases had been known before', () => {
    fc.assert(
      fc.property(goodGraph, releases, (scripts, times) => {
        const played = play(new Course(scripts, undefined), times);
        expect(eventsOf(played)).to.deep.equal(eventsOf(layOut(scripts, { releases: times }).beats));
      }),
      { numRuns: 100 },
    );
  });

  it('never goes back in time, nor tells anything twice', () => {
    fc.assert(
      fc.property(graph, releases, (scripts, times) => {
        const played = play(new Course(scripts, undefined), times);
        const instants = played.map(({ at }) => at);
        expect(instants).to.deep.equal(instants.toSorted((a, b) => a - b));
        const keys = played.flatMap((beat) => beat.keys);
        expect(new Set(keys).size).to.equal(keys.length);
      }),
      { numRuns: 100 },
    );
  });

  it('ends only when every barrier that it comes to is released', () => {
    fc.assert(
      fc.property(graph, (scripts) => {
        const course = new Course(scripts, undefined);
        const arrivals = new Set<string>();
        for (let beat = course.take(); beat !== undefined; beat = course.take()) {
          for (const name of beat.arrivals) arrivals.add(name);
        }
        const { failed, duration: lasts } = course.timeline;
        if (arrivals.size === 0 || failed !== undefined) expect(lasts).to.be.finite;
        else expect(lasts).to.equal(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 100 },
    );
  });
});
