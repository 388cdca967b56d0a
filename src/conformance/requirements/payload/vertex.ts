import type { Vertex } from '../../../protocol/messages.js';
import { example, type Requirement } from '../../trial/requirement.js';
import { longBuild } from '../session.js';
import { ascending, lastVertices, newOwnVertices } from './history.js';
import { historyOf, inEveryHistory, inEveryHistoryAndFailures } from './watched.js';

/** The form in which BuildKit writes a digest: an algorithm and an encoded value. */
const digestForm = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[A-Za-z0-9=_-]+$/;

function openNames(vertices: readonly Vertex[]): readonly string[] {
  return vertices
    .filter(({ started, completed }) => started !== undefined && completed === undefined)
    .map(({ name }) => name);
}

export const payloadVertexRequirements: readonly Requirement[] = [
  {
    id: 'PAYLOAD-001',
    title: 'Every vertex has a digest and a name.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    check: inEveryHistory((trial, history) => {
      const vertices = history.flatMap((message) => message.vertices);
      for (const vertex of vertices) {
        trial.holds('the digest has the form of a digest', digestForm.test(vertex.digest), vertex);
        trial.holds('the name is not empty', vertex.name !== '', vertex);
      }
      return vertices.length;
    }),
  },
  {
    id: 'PAYLOAD-002',
    title: 'A vertex that changes is sent whole: under one digest there is one name.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    check: inEveryHistory((trial, history) => {
      const names = new Map<string, string>();
      let changes = 0;
      for (const { digest, name } of history.flatMap(({ vertices }) => vertices)) {
        if (names.has(digest)) changes++;
        trial.equal(`the name of ${digest}`, name, names.get(digest) ?? name);
        names.set(digest, name);
      }
      return changes;
    }),
  },
  {
    id: 'PAYLOAD-003',
    title: 'A vertex is not completed before it is started.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    check: inEveryHistory((trial, history) => {
      const completed = history.flatMap(({ vertices }) => vertices).filter((vertex) => vertex.completed !== undefined);
      for (const vertex of completed) {
        trial.holds('it is started', vertex.started !== undefined, vertex);
        trial.holds('it is started first', ascending([vertex.started, vertex.completed]), vertex);
      }
      return completed.length;
    }),
  },
  {
    id: 'PAYLOAD-004',
    title: 'A cached vertex is started and completed by the end of the history.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    needs: ['builds.graph'],
    check: inEveryHistory((trial, history) => {
      const cached = [...lastVertices(history).values()].filter((vertex) => vertex.cached);
      for (const vertex of cached) {
        trial.holds(
          'it is started and completed',
          vertex.started !== undefined && vertex.completed !== undefined,
          vertex,
        );
      }
      return cached.length;
    }),
  },
  {
    id: 'PAYLOAD-005',
    title: 'The inputs of a vertex that waits for its start are announced before it, or in the same message.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    needs: ['builds.graph'],
    check: inEveryHistory((trial, history) => {
      let inputs = 0;
      for (const { vertices, announced } of newOwnVertices(history)) {
        for (const vertex of vertices) {
          const known = vertex.inputs.every((input) => announced.has(input));
          trial.holds('its inputs are announced', known, vertex);
          inputs += vertex.inputs.length;
        }
      }
      return inputs;
    }),
  },
  {
    id: 'PAYLOAD-006',
    title: 'No vertex is left open when the history of a build that succeeds ends.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    check: example(async (trial) => {
      const last = [...lastVertices(await historyOf(trial, 'succeeds')).values()];
      if (last.length > 1) trial.exercised();
      trial.equal('the vertices that are started and not completed', openNames(last), []);
    }),
  },
  {
    id: 'PAYLOAD-016',
    title: 'No vertex is left open when the history of a build that its client has cancelled ends.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.4',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { build, status } = await longBuild(trial);
      build.cancel();
      await status.status;
      trial.exercised();
      const last = [...lastVertices(status.messages).values()];
      trial.equal('the vertices that are started and not completed', openNames(last), []);
    }),
  },
  {
    id: 'PAYLOAD-007',
    title: 'The vertex that failed shows the error that Build ends with.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.4, §8.5',
    needs: ['builds.failsInStep'],
    check: example(async (trial) => {
      const last = [...lastVertices(await historyOf(trial, 'failsInStep')).values()];
      trial.exercised();
      const failed = last.filter(({ error }) => /exit code: [1-9]/.test(error));
      trial.equal('the number of vertices that failed with an exit code', failed.length, 1);
      trial.holds(
        'it is completed',
        failed.every(({ completed }) => completed !== undefined),
        failed,
      );
    }),
  },
  {
    id: 'PAYLOAD-008',
    title: 'A vertex with an error is completed.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2, §8.5',
    check: inEveryHistoryAndFailures((trial, history) => {
      const failed = history.flatMap(({ vertices }) => vertices).filter(({ error }) => error !== '');
      for (const vertex of failed) trial.holds('it is completed', vertex.completed !== undefined, vertex);
      return failed.length;
    }),
  },
  {
    id: 'PAYLOAD-009',
    title: 'A vertex that was announced before it started has inputs that are done when it starts.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    needs: ['builds.graph'],
    check: inEveryHistory((trial, history) => {
      let inputs = 0;
      const own = new Set([...newOwnVertices(history)].flatMap(({ vertices }) => vertices.map(({ digest }) => digest)));
      const done = new Set<string>();
      for (const { vertices } of history) {
        for (const { digest, completed } of vertices) if (completed !== undefined) done.add(digest);
        for (const vertex of vertices.filter(({ digest, started }) => started !== undefined && own.has(digest))) {
          const ready = vertex.inputs.every((input) => done.has(input));
          trial.holds('its inputs are completed when it is started', ready, vertex);
          inputs += vertex.inputs.length;
        }
      }
      return inputs;
    }),
  },
];
