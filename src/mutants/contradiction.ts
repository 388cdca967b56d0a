import type { Mutant } from './mutant.js';
import { recoding } from './shape/ending.js';
import { on } from './shape/on.js';
import { receiving } from './shape/receiving.js';
import { through } from './shape/through.js';

/** Mutants that accept options which contradict each other. */
export const contradictionMutants: readonly Mutant[] = [
  {
    name: 'contradiction-passed-over',
    does: 'A list of stages to build without the cache is passed over in a build without any cache.',
    requirement: 'BUILD-018',
    handlers: () =>
      receiving('Build', (request) =>
        request.options?.noCache === true
          ? { ...request, options: { ...request.options, noCacheFilter: [] } }
          : request,
      ),
  },
  {
    name: 'contradiction-invalid-argument',
    does: 'Options that contradict each other end Build INVALID_ARGUMENT.',
    requirement: 'BUILD-018',
    handlers: () => recoding('Build', 'INVALID_ARGUMENT', /cannot currently be used together|can't use stdin for both/),
  },
  {
    name: 'empty-status-greeted',
    does: 'A Status that has nothing to show gets an empty message before it ends.',
    requirement: 'BUILD-018',
    handlers: () =>
      on('Status', async (_context, call, next) => {
        let shown = false;
        const send: typeof call.send = (message) => {
          shown = true;
          return call.send(message);
        };
        await next(through(call, { send }));
        if (!shown) await call.send({});
      }),
  },
];
