import type { StatusResponse, Timestamp, VertexStatus } from '../../../protocol/messages.js';
import { example, type Requirement } from '../../trial/requirement.js';
import { ascending, lastVertices } from './history.js';
import { historyOf, inEveryHistory, inRebuiltGraph } from './watched.js';

/** Vertices that show how much has come in, and the text under which they do (docs/real-controller.md §8.3). */
const transfers: readonly (readonly [name: RegExp, id: string])[] = [
  [/^\[internal\] load build definition from /, 'transferring dockerfile:'],
  [/^\[internal\] load \.dockerignore$/, 'transferring context:'],
  [/^\[internal\] load build context$/, 'transferring context:'],
];

function isTransfer({ id }: VertexStatus): boolean {
  return transfers.some(([, text]) => text === id);
}

function statusesOf(history: readonly StatusResponse[]): readonly VertexStatus[] {
  return history.flatMap(({ statuses }) => statuses);
}

/** Finds what exporters do in one go, which has neither a name nor an amount. */
function oneOffs(history: readonly StatusResponse[]): readonly VertexStatus[] {
  const vertices = lastVertices(history);
  return statusesOf(history).filter(({ vertex }) => vertices.get(vertex)?.name.startsWith('exporting to image'));
}

function inOrder(...times: readonly (Timestamp | undefined)[]): boolean {
  return ascending(times.filter((time) => time !== undefined));
}

export const payloadStatusRequirements: readonly Requirement[] = [
  {
    id: 'PAYLOAD-022',
    title:
      'What loads the Dockerfile or the context shows a status of the ID that printers show, named `transferring`.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.3',
    needs: ['builds.graph'],
    check: inRebuiltGraph((trial, history) => {
      const statuses = statusesOf(history);
      let seen = 0;
      for (const { digest, name } of lastVertices(history).values()) {
        const id = transfers.find(([pattern]) => pattern.test(name))?.[1];
        if (id === undefined) continue;
        const own = statuses.filter(({ vertex }) => vertex === digest);
        trial.holds(`${name} shows a status`, own.length > 0, statuses);
        for (const status of own) trial.equal('its status', [status.id, status.name], [id, 'transferring']);
        seen += own.length;
      }
      return seen;
    }),
  },
  {
    id: 'PAYLOAD-023',
    title:
      'A transfer counts its bytes upwards from its start, and is completed in the end; it does not know their total.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.1, §8.3',
    needs: ['builds.graph'],
    check: example(async (trial) => {
      const all = [];
      for (const kind of ['graph', 'succeeds'] as const) {
        const reached = new Map<string, bigint>();
        for (const status of statusesOf(await historyOf(trial, kind)).filter(isTransfer)) {
          const { vertex, current, total, timestamp, started, completed } = status;
          trial.holds('it is started', started !== undefined && inOrder(started, timestamp), status);
          trial.holds('it is not completed before its start', inOrder(started, completed), status);
          trial.holds('it does not go back', current >= (reached.get(vertex) ?? 0n), status);
          trial.equal('its total', total, 0n);
          reached.set(vertex, current);
          all.push(status);
        }
      }
      if (all.length > 0) trial.exercised();
      // Updates that come together with others of the same ID can be lost, but not those of all transfers.
      const isDone = ({ current, completed }: VertexStatus): boolean => current > 0n && completed !== undefined;
      trial.holds('one is completed that has transferred something', all.some(isDone), all);
    }),
  },
  {
    id: 'PAYLOAD-024',
    title:
      'The statuses of what exports an image tell by their ID alone what is done, from its start to its completion.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.3',
    needs: ['builds.graph'],
    check: inEveryHistory((trial, history) => {
      const statuses = oneOffs(history);
      for (const status of statuses) {
        const { id, name, current, total, timestamp, started, completed } = status;
        trial.holds('its ID says what is done', /^[a-z]+ \S/.test(id), status);
        trial.equal('its name and amounts', { name, current, total }, { name: '', current: 0n, total: 0n });
        trial.holds('it is started', started !== undefined && inOrder(started, timestamp), status);
        trial.holds('it is not completed before its start', inOrder(started, completed), status);
      }
      const layers = statuses.filter(({ id }) => id === 'exporting layers');
      if (statuses.length > 0) trial.holds('the layers are exported', layers.length > 0, statuses);
      if (statuses.length > 0)
        trial.holds(
          'some are completed',
          statuses.some((one) => one.completed !== undefined),
          statuses,
        );
      return statuses.length;
    }),
  },
];
