import { build } from '../../builders/build.js';
import { vertex, type VertexBuilder } from '../../builders/vertex.js';
import type { CatalogueEntry } from '../entry.js';

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

let scenario: CatalogueEntry['scenario'] | undefined;

export const tenThousandVertices: CatalogueEntry = {
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
