import type { BuildOptions } from '../protocol/messages.js';
import { onBuild } from './shape/on-build.js';
import type { Mutant } from './mutant.js';
import { recoding, rewording } from './shape/ending.js';
import { sending } from './shape/sending.js';
import { on } from './shape/on.js';
import { through } from './shape/through.js';
import { together } from './shape/together.js';

const revision = '0.12';

export const inspectMutants: readonly Mutant[] = [
  {
    name: 'inspect-without-ref-reworded',
    does: 'Inspect without a ref is refused as one of an unknown ref.',
    requirement: 'INSPECT-001',
    revision,
    handlers: () => rewording('Inspect', /empty (key|session ID)/, 'unknown $1 '),
  },
  {
    name: 'inspect-of-unknown-not-found',
    does: 'Inspect of a ref that nobody built ends NOT_FOUND.',
    requirement: 'INSPECT-002',
    revision,
    handlers: () => recoding('Inspect', 'NOT_FOUND', /unknown (key|session ID)/),
  },
  {
    name: 'inspect-first-build',
    does: 'Inspect gives the options of the first build.',
    requirement: 'INSPECT-003',
    revision,
    handlers: () => {
      const first = new Map<string, BuildOptions>();
      return together(
        onBuild(async (_context, { ref, options }, build) => {
          if (options !== undefined && !first.has(ref)) first.set(ref, options);
          await build();
        }),
        on('Inspect', async (_context, call, next) => {
          const request = await call.receive();
          const options = first.get(request?.ref ?? '');
          const send: typeof call.send = (message) => call.send(message.options === undefined ? message : { options });
          await next(through(call, { receive: async () => request, send }));
        }),
      );
    },
  },
  {
    name: 'inspect-without-labels',
    does: 'Inspect leaves out the labels.',
    requirement: 'INSPECT-003',
    revision,
    handlers: () =>
      sending('Inspect', (message) => [
        message.options === undefined ? message : { options: { ...message.options, labels: {} } },
      ]),
  },
  {
    name: 'inspect-group-lost',
    does: 'Inspect leaves out the group of the build.',
    requirement: 'INSPECT-003',
    revision,
    handlers: () =>
      sending('Inspect', (message) => [
        message.options === undefined ? message : { options: { ...message.options, groupRef: '' } },
      ]),
  },
  {
    name: 'inspect-running-build',
    does: 'Inspect gives the options of the first build of a session while that runs.',
    requirement: 'INSPECT-004',
    revision,
    handlers: () =>
      onBuild(async (context, { ref, options }, build) => {
        const running = build();
        const session = context.sessions.get(ref);
        // Waits, because Build takes its request a little later.
        await Promise.resolve();
        await Promise.resolve();
        const made = session === undefined ? context.sessions.get(ref) : undefined;
        if (made !== undefined && options !== undefined) made.options = options;
        await running;
      }),
  },
  {
    name: 'inspect-empty-while-building',
    does: 'Inspect gives no options while the session is built again.',
    requirement: 'INSPECT-005',
    revision,
    handlers: () =>
      on('Inspect', async (context, call, next) => {
        const request = await call.receive();
        const building = context.sessions.get(request?.ref ?? '')?.building === true;
        const send: typeof call.send = (message) => call.send(building ? {} : message);
        await next(through(call, { receive: async () => request, send }));
      }),
  },
];
