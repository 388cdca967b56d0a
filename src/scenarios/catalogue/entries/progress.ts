import type { Entry } from '../entry.js';
import { build } from '../../builders/build.js';
import { vertex, type VertexBuilder } from '../../builders/vertex.js';

export const clockSkew: Entry = {
  name: 'clock-skew',
  title: "Times of vertices are ahead of the client's clock, or behind it, or run backwards.",
  what: "Times come from several machines: BuildKit's are shifted to buildx' clock, those of others are not. A vertex can start in the future, and end before it has started; logs that come later can have earlier times. A client that subtracts and sorts shows negative durations and shuffled logs.",
  source: 'docs/real-controller.md §8.2',
  careful: 'Keeps the order in which messages come, and shows no duration below zero.',
  scenario: {
    builds: [
      {
        recorded: {
          messages: [
            { at: 0, vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 7_200_000 }] },
            { at: 1000, logs: [{ vertex: 'sha256:a', text: 'first\n', timestamp: 7_201_000 }] },
            { at: 2000, logs: [{ vertex: 'sha256:a', text: 'second\n', timestamp: -3_600_000 }] },
            {
              at: 3000,
              vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 7_200_000, completed: 3000 }],
            },
          ],
          takes: 3000,
          reply: {},
        },
      },
    ],
  },
};

export const logClipping: Entry = {
  name: 'log-clipping',
  title: 'BuildKit cuts the log of a step, and says so in the log.',
  what: 'Of each stream of a step, 2 MiB are shown, and no more than 200 KiB a second. What is beyond is dropped, and a line in the log itself says `[output clipped, log limit 200KiB/s reached]`. A client that reads a result off the last line of a log does not find it.',
  source: 'docs/real-controller.md §8.4',
  careful: 'Takes results from the reply or from a file of the result, and tells when a log was cut.',
  scenario: {
    builds: [
      build()
        .add(
          vertex('[1/1] RUN make').takes('1s').logs({ repeat: 'cc main.c\n', bytes: 300_000 }).logs('digest: 1234\n'),
        )
        .replies({ digest: '1234' }),
    ],
  },
};

export const reopenedVertex: Entry = {
  name: 'reopened-vertex',
  title: 'A vertex starts again after it was completed.',
  what: 'What loads a source runs twice, for its cache key and for its content, and unpacking layers opens a vertex again: `completed` disappears, and comes back later. A client that counts completions counts more of them than there are vertices.',
  source: 'docs/real-controller.md §8.2',
  careful: 'Keeps the last state of each digest, and merges the intervals.',
  scenario: {
    builds: [
      {
        vertices: [
          { name: '[1/2] FROM docker.io/library/alpine', takes: '1s', restarts: [{ takes: '2s' }, { takes: '3s' }] },
          { name: '[2/2] RUN make', takes: '1s' },
        ],
      },
    ],
  },
};

const stages = 100;
const steps = 100;

const name = (stage: number, step: number): string => `[stage${stage % stages} ${step}/${steps}] RUN make step${step}`;

const vertices = (): readonly VertexBuilder[] =>
  Array.from({ length: steps }, (_row, i) => i + 1).flatMap((step) =>
    Array.from({ length: stages }, (_vertex, stage) => {
      const made = vertex(name(stage, step));
      return step === 1 ? made.after() : made.after(name(stage, step - 1), name(stage + 1, step - 1));
    }),
  );

let scenario: Entry['scenario'] | undefined;

export const tenThousandVertices: Entry = {
  name: 'ten-thousand-vertices',
  title: 'A graph of ten thousand vertices with 2⁹⁹ ways through it.',
  what: 'A hundred stages of a hundred steps, each of which needs the step before it in its own stage and in the next: all of it is announced in one message. A client that walks the inputs of a vertex without remembering where it has been never comes to an end.',
  source: 'docs/real-controller.md §8.2',
  careful: 'Visits each vertex once, and reads on while it draws.',
  /** A getter, because making this scenario takes longer than loading the rest of the catalogue. */
  get scenario() {
    scenario ??= { builds: [build().add(...vertices())] };
    return scenario;
  },
};
