import type { StatusResponse, Vertex } from '../../../protocol/messages.js';
import type { Requirement } from '../../trial/requirement.js';
import { lastVertices, newOwnVertices } from './history.js';
import { readsContext, stepName } from './step-name.js';
import { inEveryHistory, inEveryHistoryAndFailures, inRebuiltGraph } from './watched.js';

/** The name that the Dockerfile frontend gives it. */
const context = '[internal] load build context';

/** Whether it is the Dockerfile, `.dockerignore` or the context. */
function isLocalSource(name: string): boolean {
  return /^\[internal\] load (build definition from |\.dockerignore$|build context$)/.test(name);
}

/** Finds the steps that are announced before they start, each with the names of its inputs. */
function announcedSteps(history: readonly StatusResponse[]) {
  const names = new Map(history.flatMap(({ vertices }) => vertices.map(({ digest, name }) => [digest, name])));
  return [...newOwnVertices(history)]
    .flatMap(({ vertices }) => vertices)
    .flatMap((vertex) => {
      const step = stepName(vertex);
      return step === undefined ? [] : [{ step, inputs: vertex.inputs.map((input) => names.get(input) ?? input) }];
    });
}

/** Finds the numbers that each stage shows of its steps, in order, and how many steps it says there are. */
function numbersByStage(vertices: Iterable<Vertex>): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, readonly number[]>();
  for (const vertex of vertices) {
    const step = stepName(vertex);
    if (step === undefined) continue;
    const key = `${step.stage} of ${step.of}`;
    numbers.set(
      key,
      [...new Set([...(numbers.get(key) ?? []), step.number])].toSorted((a, b) => a - b),
    );
  }
  return numbers;
}

export const payloadGraphRequirements: readonly Requirement[] = [
  {
    id: 'PAYLOAD-017',
    title: 'A step has the step before it in its stage among its inputs.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2, §8.5',
    needs: ['builds.graph'],
    check: inEveryHistory((trial, history) => {
      const later = announcedSteps(history).filter(({ step }) => step.number > 1);
      for (const { step, inputs } of later) {
        const before = inputs.some((input) => {
          const other = stepName({ name: input });
          return other?.stage === step.stage && other.of === step.of && other.number === step.number - 1;
        });
        trial.holds('the step before is an input', before, { step, inputs });
      }
      return later.length;
    }),
  },
  {
    id: 'PAYLOAD-018',
    title: 'A step that copies from the build context has what loads it among its inputs.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2, §8.5',
    needs: ['builds.graph'],
    check: inRebuiltGraph((trial, history) => {
      const copies = announcedSteps(history).filter(({ step }) => readsContext(step));
      for (const copy of copies) trial.holds('the context is an input', copy.inputs.includes(context), copy);
      return copies.length;
    }),
  },
  {
    id: 'PAYLOAD-019',
    title: 'The steps of a build that was made before are cached.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2, §8.5',
    needs: ['builds.graph'],
    check: inRebuiltGraph((trial, history) => {
      const steps = [...lastVertices(history).values()].filter(
        (vertex) => stepName(vertex)?.instruction.startsWith('FROM ') === false,
      );
      for (const step of steps) trial.holds('it is cached', step.cached, step);
      return steps.length;
    }),
  },
  {
    id: 'PAYLOAD-020',
    title: 'A step that logs is not cached.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    needs: ['builds.logs'],
    check: inEveryHistoryAndFailures((trial, history) => {
      const logging = new Set(history.flatMap(({ logs }) => logs.map(({ vertex }) => vertex)));
      const states = history.flatMap(({ vertices }) => vertices).filter(({ digest }) => logging.has(digest));
      for (const state of states) trial.holds('it is not cached', !state.cached, state);
      return states.length;
    }),
  },
  {
    id: 'PAYLOAD-021',
    title:
      'Vertices have the names that printers know: the Dockerfile, the context, each step of a stage with its number, the exporter.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.3',
    needs: ['builds.graph'],
    check: inRebuiltGraph((trial, history) => {
      const vertices = [...lastVertices(history).values()];
      const names = vertices.map(({ name }) => name);
      const { dockerfileName = '' } = trial.fixtures.builds.graph ?? {};
      const file = dockerfileName === '' ? 'Dockerfile' : dockerfileName;
      for (const name of [`[internal] load build definition from ${file}`, '[internal] load .dockerignore', context]) {
        trial.holds(`${name} is there`, names.includes(name), names);
      }
      trial.holds(
        'an exporter is there',
        names.some((name) => name.startsWith('exporting to ')),
        names,
      );
      const stages = numbersByStage(vertices);
      trial.holds(
        'a stage of several steps is there',
        [...stages.values()].some(({ length }) => length > 1),
        names,
      );
      for (const [stage, numbers] of stages) {
        const all = Array.from({ length: Number(stage.split(' of ').at(-1)) }, (_, nth) => nth + 1);
        trial.equal(`the steps of stage ${stage}`, numbers, all);
      }
      return stages.size;
    }),
  },
  {
    id: 'PAYLOAD-027',
    title:
      'What loads the Dockerfile or the context is announced before it starts; the exporter first appears started.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2, §8.5',
    needs: ['builds.graph'],
    check: inRebuiltGraph((trial, history) => {
      const first = new Map<string, Vertex>();
      for (const vertex of history.flatMap(({ vertices }) => vertices)) {
        if (!first.has(vertex.digest)) first.set(vertex.digest, vertex);
      }
      const all = [...first.values()];
      const sources = all.filter(({ name }) => isLocalSource(name));
      const exporters = all.filter(({ name }) => name.startsWith('exporting to '));
      for (const vertex of sources) trial.holds('a source is not started', vertex.started === undefined, vertex);
      for (const vertex of exporters) trial.holds('an exporter is', vertex.started !== undefined, vertex);
      return Math.min(sources.length, exporters.length);
    }),
  },
  {
    id: 'PAYLOAD-028',
    title: 'What loads the Dockerfile or the context runs twice: for its cache key, and for its content.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §8.2',
    needs: ['builds.graph'],
    check: inRebuiltGraph((trial, history) => {
      const states = history.flatMap(({ vertices }) => vertices);
      const sources = new Set(states.filter(({ name }) => isLocalSource(name)).map(({ digest }) => digest));
      for (const source of sources) {
        const own = states.filter(({ digest }) => digest === source);
        const ends = own.flatMap((state, nth) => (state.completed === undefined ? [] : [nth]));
        const again = own
          .slice(ends[0])
          .some(({ started, completed }) => started !== undefined && completed === undefined);
        trial.holds('it starts again after it was completed', again && ends.length > 1, own);
      }
      return sources.size;
    }),
  },
];
