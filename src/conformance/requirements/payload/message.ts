import { example, type Requirement } from '../../trial/requirement.js';
import { ascending, lastVertices, referredDigests } from './history.js';
import { historyOf, inEveryHistory, inEveryHistoryAndFailures } from './watched.js';

export const payloadMessageRequirements: readonly Requirement[] = [
  {
    id: 'PAYLOAD-010',
    title: 'Within a message, vertices are in the order of their start, those not started first.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    check: inEveryHistory((trial, history) => {
      for (const { vertices } of history) {
        trial.holds('vertices are in order', ascending(vertices.map(({ started }) => started)), vertices);
      }
      return history.filter(({ vertices }) => vertices.length > 1).length;
    }),
  },
  {
    id: 'PAYLOAD-011',
    title: 'Within a message, statuses and logs each are in the order of their time.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2',
    check: inEveryHistory((trial, history) => {
      for (const { statuses, logs } of history) {
        trial.holds('statuses are in order', ascending(statuses.map(({ timestamp }) => timestamp)), statuses);
        trial.holds('logs are in order', ascending(logs.map(({ timestamp }) => timestamp)), logs);
      }
      return history.filter(({ statuses, logs }) => statuses.length > 1 || logs.length > 1).length;
    }),
  },
  {
    id: 'PAYLOAD-012',
    title: 'Statuses, logs and warnings are of vertices announced before them, or in the same message.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.2, §8.3',
    check: inEveryHistoryAndFailures((trial, history) => {
      const announced = new Set<string>();
      for (const message of history) {
        for (const { digest } of message.vertices) announced.add(digest);
        const strangers = referredDigests(message).filter((digest) => !announced.has(digest));
        trial.equal('digests that were not announced', strangers, []);
      }
      return history.flatMap(referredDigests).length;
    }),
  },
  {
    id: 'PAYLOAD-013',
    title: 'Every status and every log has a time.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.1',
    check: inEveryHistory((trial, history) => {
      const timed = history.flatMap(({ statuses, logs }) => [...statuses, ...logs]);
      for (const item of timed) trial.holds('it has a time', item.timestamp !== undefined, item);
      // A time in the first day of 1970 would be one whose seconds are missing.
      for (const item of timed) trial.holds('its time has seconds', (item.timestamp?.seconds ?? 0n) > 86_400n, item);
      return timed.length;
    }),
  },
  {
    id: 'PAYLOAD-014',
    title: 'What a step writes is logged complete, stdout as stream 1 and stderr as stream 2.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.1, §8.4',
    needs: ['builds.logs'],
    check: example(async (trial) => {
      const logs = (await historyOf(trial, 'logs')).flatMap((message) => message.logs);
      trial.exercised();
      const written = (stream: bigint): string =>
        Buffer.concat(logs.filter((log) => log.stream === stream).map(({ message }) => message)).toString();
      trial.equal(
        'what was logged',
        { stdout: written(1n), stderr: written(2n) },
        { stdout: 'out\n', stderr: 'err\n' },
      );
      trial.equal(
        'logs of other streams',
        logs.filter(({ stream }) => stream !== 1n && stream !== 2n),
        [],
      );
    }),
  },
  {
    id: 'PAYLOAD-015',
    title: 'A warning has a short text, and lines of the source that it shows, counted from 1.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.1, §8.5',
    needs: ['builds.warns'],
    check: example(async (trial) => {
      const warnings = (await historyOf(trial, 'warns')).flatMap((message) => message.warnings);
      trial.holds('there is a warning', warnings.length > 0);
      trial.exercised();
      for (const warning of warnings) {
        trial.holds('it has a short text', warning.short.length > 0, warning);
        trial.holds('it shows its source', (warning.info?.data.length ?? 0) > 0, warning);
        const lines = new TextDecoder().decode(warning.info?.data).split('\n').length;
        trial.holds('it has ranges', warning.ranges.length > 0, warning);
        for (const { start, end } of warning.ranges) {
          const [first, last] = [start?.line ?? 0, end?.line ?? 0];
          trial.holds('they are within the source', first >= 1 && first <= last && last <= lines, {
            first,
            last,
            lines,
          });
        }
      }
    }),
  },
  {
    id: 'PAYLOAD-025',
    title:
      'A warning is of the vertex that loads the Dockerfile, whose name its source has; of level 1, with details and a URL.',
    level: 'MUST',
    source: 'docs/real-controller.md §8.1, §8.5',
    needs: ['builds.warns', 'builds.graph'],
    check: example(async (trial) => {
      const history = await historyOf(trial, 'warns');
      const vertices = lastVertices(history);
      const warnings = history.flatMap((message) => message.warnings);
      if (warnings.length > 0) trial.exercised();
      for (const warning of warnings) {
        const { vertex, level, detail, url, info } = warning;
        const definition = `[internal] load build definition from ${info?.filename}`;
        trial.equal('the vertex of the warning', vertices.get(vertex)?.name, definition);
        trial.equal('its level', level, 1n);
        trial.holds('it has details', detail.length > 0 && detail.every(({ length }) => length > 0), warning);
        trial.holds('it has a URL', /^https?:\/\//.test(url), warning);
      }
    }),
  },
];
