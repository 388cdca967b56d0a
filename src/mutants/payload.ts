import type { StatusResponse, Timestamp, Vertex } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { on } from './shape/on.js';
import { progress, vertices } from './shape/progress.js';
import { through } from './shape/through.js';

/** A time before all others of a build, but not on the first day of 1970: that would be one whose seconds are missing. */
const longAgo: Timestamp = { seconds: 100_000n, nanos: 0 };
const noBytes = new Uint8Array();

function without(vertex: Vertex, key: keyof Vertex): Vertex {
  return Object.fromEntries(Object.entries(vertex).filter(([name]) => name !== key)) as unknown as Vertex;
}

function withLogs(message: StatusResponse, logs: StatusResponse['logs']): StatusResponse {
  return { ...message, logs };
}

function untimed(vertex: Vertex): Vertex {
  return without(without(vertex, 'completed'), 'started');
}

export const payloadMutants: readonly Mutant[] = [
  {
    name: 'vertex-bare-digest',
    does: 'A digest has no algorithm.',
    requirement: 'PAYLOAD-001',
    handlers: () => vertices((vertex) => ({ ...vertex, digest: vertex.digest.replace(/^.*:/, '') })),
  },
  {
    name: 'vertex-name-once',
    does: 'The name of a vertex comes with its first message only.',
    requirement: 'PAYLOAD-001',
    handlers: () => vertices((vertex) => (vertex.started === undefined ? vertex : { ...vertex, name: '' })),
  },
  {
    name: 'vertex-nameless',
    does: 'The vertex that exports has no name.',
    requirement: 'PAYLOAD-001',
    handlers: () => vertices((vertex) => (vertex.name.startsWith('exporting') ? { ...vertex, name: '' } : vertex)),
  },
  {
    name: 'vertex-renamed-when-done',
    does: 'A vertex that is completed says so in its name.',
    requirement: 'PAYLOAD-002',
    handlers: () =>
      vertices((vertex) => (vertex.completed === undefined ? vertex : { ...vertex, name: `${vertex.name} done` })),
  },
  {
    name: 'vertex-completed-unstarted',
    does: 'A vertex that is completed has no start.',
    requirement: 'PAYLOAD-003',
    handlers: () => vertices((vertex) => (vertex.completed === undefined ? vertex : without(vertex, 'started'))),
  },
  {
    name: 'vertex-completed-long-ago',
    does: 'A vertex is completed before its start.',
    requirement: 'PAYLOAD-003',
    handlers: () => vertices((vertex) => (vertex.completed === undefined ? vertex : { ...vertex, completed: longAgo })),
  },
  {
    name: 'cached-vertex-untimed',
    does: 'A cached vertex has neither start nor end.',
    requirement: 'PAYLOAD-004',
    handlers: () => vertices((vertex) => (vertex.cached ? untimed(vertex) : vertex)),
  },
  {
    name: 'cached-vertex-untimed-at-last',
    does: 'A cached vertex that is completed comes again, with neither start nor end.',
    requirement: 'PAYLOAD-004',
    handlers: () =>
      progress((message) => {
        const cached = message.vertices.filter((vertex) => vertex.cached && vertex.completed !== undefined);
        if (cached.length === 0) return message;
        return [message, { ...message, vertices: cached.map(untimed), statuses: [], logs: [], warnings: [] }];
      }),
  },
  {
    name: 'vertex-input-unannounced',
    does: 'A vertex has an input that is never announced.',
    requirement: 'PAYLOAD-005',
    handlers: () => vertices((vertex) => ({ ...vertex, inputs: [...vertex.inputs, `sha256:${'0'.repeat(64)}`] })),
  },
  {
    name: 'vertex-input-unannounced-at-first',
    does: 'A vertex that waits for its start has an input that is never announced.',
    requirement: 'PAYLOAD-005',
    handlers: () =>
      vertices((vertex) =>
        vertex.started === undefined ? { ...vertex, inputs: [...vertex.inputs, `sha256:${'0'.repeat(64)}`] } : vertex,
      ),
  },
  {
    name: 'last-completion-lost',
    does: 'The vertex that exports is never completed.',
    requirement: 'PAYLOAD-006',
    handlers: () => vertices((vertex) => (vertex.name.startsWith('exporting') ? without(vertex, 'completed') : vertex)),
  },
  {
    name: 'failed-vertex-silent',
    does: 'A vertex that fails has no error.',
    requirement: 'PAYLOAD-007',
    handlers: () => vertices((vertex) => ({ ...vertex, error: '' })),
  },
  {
    name: 'failed-vertex-open',
    does: 'A vertex that fails is not completed.',
    requirement: 'PAYLOAD-008',
    handlers: () => vertices((vertex) => (vertex.error === '' ? vertex : without(vertex, 'completed'))),
  },
  {
    name: 'vertex-error-in-advance',
    does: 'A vertex that runs has an error until it is completed.',
    requirement: 'PAYLOAD-008',
    handlers: () =>
      vertices((vertex) =>
        vertex.started !== undefined && vertex.completed === undefined ? { ...vertex, error: 'not done' } : vertex,
      ),
  },
  {
    name: 'all-start-at-once',
    does: 'The vertices that a message announces are started in the next.',
    requirement: 'PAYLOAD-009',
    handlers: () =>
      progress((message) => {
        const fresh = message.vertices.filter(({ started }) => started === undefined);
        if (fresh.length === 0) return message;
        const early = fresh.map((vertex) => ({ ...vertex, started: longAgo }));
        return [message, { vertices: early, statuses: [], logs: [], warnings: [] }];
      }),
  },
  {
    name: 'vertex-then-its-past',
    does: 'In a message with a vertex that is started, it comes again as it was, and again as it is.',
    requirement: 'PAYLOAD-010',
    handlers: () =>
      progress((message) => ({
        ...message,
        vertices: message.vertices.flatMap((vertex) =>
          vertex.started === undefined ? [vertex] : [vertex, { ...untimed(vertex), error: '' }, vertex],
        ),
      })),
  },
  {
    name: 'logs-reversed',
    does: 'A log is cut in two messages, of which the second has the earlier time.',
    requirement: 'PAYLOAD-011',
    handlers: () =>
      progress((message) =>
        withLogs(
          message,
          message.logs.flatMap((log) => [
            { ...log, message: log.message.subarray(0, 1) },
            { ...log, message: log.message.subarray(1), timestamp: longAgo },
          ]),
        ),
      ),
  },
  {
    name: 'log-of-stranger',
    does: 'A log is of a vertex that was never announced.',
    requirement: 'PAYLOAD-012',
    handlers: () =>
      progress((message) =>
        withLogs(
          message,
          message.logs.map((log) => ({ ...log, vertex: `sha256:${'f'.repeat(64)}` })),
        ),
      ),
  },
  {
    name: 'announcement-late',
    does: 'What belongs to a vertex comes before the vertex, in a message of its own.',
    requirement: 'PAYLOAD-012',
    handlers: () =>
      on('Status', async (_context, call, next) => {
        const waiting: StatusResponse[] = [];
        const send: typeof call.send = async (message) => {
          const complete = message as StatusResponse;
          if (waiting.length === 0 && complete.statuses.length + complete.logs.length === 0) {
            waiting.push(complete);
            return true;
          }
          await call.send(complete);
          for (const late of waiting.splice(0)) await call.send(late);
          return true;
        };
        await next(through(call, { send }));
        for (const late of waiting.splice(0)) await call.send(late);
      }),
  },
  {
    name: 'log-untimed',
    does: 'A log has no time.',
    requirement: 'PAYLOAD-013',
    handlers: () =>
      progress((message) =>
        withLogs(
          message,
          message.logs.map(({ vertex, stream, message: text }) => ({ vertex, stream, message: text })),
        ),
      ),
  },
  {
    name: 'stderr-logged-as-stdout',
    does: 'What a step writes on stderr is logged as stdout.',
    requirement: 'PAYLOAD-014',
    handlers: () =>
      progress((message) =>
        withLogs(
          message,
          message.logs.map((log) => ({ ...log, stream: 1n })),
        ),
      ),
  },
  {
    name: 'log-newline-lost',
    does: 'A log comes without the newline at its end.',
    requirement: 'PAYLOAD-014',
    handlers: () =>
      progress((message) =>
        withLogs(
          message,
          message.logs.map((log) => ({ ...log, message: Buffer.from(Buffer.from(log.message).toString().trimEnd()) })),
        ),
      ),
  },
  {
    name: 'log-doubled',
    does: 'A log comes twice.',
    requirement: 'PAYLOAD-014',
    handlers: () => progress((message) => withLogs(message, [...message.logs, ...message.logs])),
  },
  {
    name: 'warning-lines-from-0',
    does: 'The lines of a warning count from 0.',
    requirement: 'PAYLOAD-015',
    handlers: () =>
      progress((message) => ({
        ...message,
        warnings: message.warnings.map((warning) => ({
          ...warning,
          ranges: warning.ranges.map(() => ({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } })),
        })),
      })),
  },
  {
    name: 'warning-without-text',
    does: 'A warning has no short text.',
    requirement: 'PAYLOAD-015',
    handlers: () =>
      progress((message) => ({
        ...message,
        warnings: message.warnings.map((warning) => ({ ...warning, short: noBytes })),
      })),
  },
  {
    name: 'cancelled-vertex-open',
    does: 'A vertex that is cancelled is not reported as completed.',
    requirement: 'PAYLOAD-016',
    handlers: () =>
      vertices((vertex) => (/cancel/i.test(vertex.error) ? without(without(vertex, 'completed'), 'error') : vertex)),
  },
];
