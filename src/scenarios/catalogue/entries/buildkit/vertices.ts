import type { Entry } from '../../entry.js';
import { recordedBuild } from './recorded-build.js';

const base = { digest: 'sha256:a', name: '[1/2] FROM docker.io/library/alpine' };
const make = { digest: 'sha256:b', name: '[2/2] RUN make', inputs: ['sha256:a'] };

export const cachedAfterTheFact: Entry = {
  name: 'buildkit/cached-after-the-fact',
  server: 'buildkit',
  title: 'A step is told to be cached only when the step behind it starts.',
  what: 'A step whose result was found by its key never starts by itself. When one that needs it starts, BuildKit says of it that it was cached, with that very moment as its start and its end. A client that shows steps as waiting until they start shows it waiting all the while.',
  source: 'moby/buildkit solver/progress.go (vertexStream.append)',
  careful: 'Takes a step that was announced and not started for one that may yet turn out to be cached.',
  scenario: recordedBuild(
    { at: 0, vertices: [base, make] },
    {
      at: 4000,
      vertices: [
        { ...base, cached: true, started: 4000, completed: 4000 },
        { ...make, started: 4000 },
      ],
    },
    { at: 5000, vertices: [{ ...make, started: 4000, completed: 5000 }] },
  ),
};

export const failedStepOfGoodBuild: Entry = {
  name: 'buildkit/failed-step-of-good-build',
  server: 'buildkit',
  title: 'A step fails, and the build succeeds.',
  what: 'A cache that cannot be imported is a vertex with an error, and the build goes on without that cache. A client that takes the first error of a vertex for the end of the build reports a good build as failed.',
  source: 'moby/buildkit solver/llbsolver/bridge.go (importing cache manifest from)',
  careful: 'Judges by the status of Solve alone.',
  scenario: recordedBuild(
    {
      at: 0,
      vertices: [
        { digest: 'sha256:c', name: 'importing cache manifest from example.com/cache', started: 0 },
        { digest: 'sha256:b', name: '[1/1] RUN make' },
      ],
    },
    {
      at: 1000,
      vertices: [
        {
          digest: 'sha256:c',
          name: 'importing cache manifest from example.com/cache',
          started: 0,
          completed: 1000,
          error: 'failed to configure registry cache importer: example.com/cache: not found',
        },
        { digest: 'sha256:b', name: '[1/1] RUN make', started: 1000 },
      ],
    },
    { at: 2000, vertices: [{ digest: 'sha256:b', name: '[1/1] RUN make', started: 1000, completed: 2000 }] },
  ),
};

export const inputsLeftOut: Entry = {
  name: 'buildkit/inputs-left-out',
  server: 'buildkit',
  title: 'A vertex is announced again without its inputs.',
  what: 'Pulling and unpacking tell of the vertex that they belong to by themselves, and know its digest and its name, but not its inputs. A client that replaces what it knows of a vertex by what came last loses the edges of its graph.',
  source: 'moby/buildkit util/progress/controller/controller.go (Controller.Start)',
  careful: 'Keeps the inputs that a vertex has once had when it comes again without any.',
  scenario: recordedBuild(
    { at: 0, vertices: [base, make] },
    { at: 0, vertices: [{ ...base, started: 0, completed: 1000 }] },
    { at: 1000, vertices: [{ ...make, started: 1000 }] },
    { at: 2000, vertices: [{ ...make, inputs: [], started: 2000 }] },
    { at: 3000, vertices: [{ ...make, inputs: [], started: 2000, completed: 3000 }] },
    { at: 4000, vertices: [{ ...make, started: 1000, completed: 4000 }] },
  ),
};

export const reopenedByUnpacking: Entry = {
  name: 'buildkit/reopened-by-unpacking',
  server: 'buildkit',
  title: 'A vertex that was completed long ago runs again, and writes.',
  what: 'Layers are unpacked when a step first needs them, under the vertex of the image, which had ended by then: `completed` is gone, and comes again with another start. A client that closes the log of a step at its end loses what comes now, and one that adds up completions counts the image twice.',
  source: 'moby/buildkit util/progress/controller/controller.go (Controller.Start), solver/jobs.go (notifyStarted)',
  careful: 'Takes `started` for the start of one more interval, and the time of a step for the sum of its intervals.',
  scenario: recordedBuild(
    { at: 0, vertices: [{ ...base, started: 0 }, make] },
    { at: 1000, vertices: [{ ...base, started: 0, completed: 1000 }] },
    { at: 5000, vertices: [{ ...base, started: 5000 }] },
    {
      at: 5000,
      statuses: [{ id: 'extracting sha256:1', vertex: 'sha256:a', name: 'extracting', timestamp: 5000, started: 5000 }],
    },
    {
      at: 7000,
      statuses: [
        {
          id: 'extracting sha256:1',
          vertex: 'sha256:a',
          name: 'extracting',
          timestamp: 7000,
          started: 5000,
          completed: 7000,
        },
      ],
      vertices: [{ ...base, started: 5000, completed: 7000 }],
    },
    { at: 7000, vertices: [{ ...make, started: 7000 }] },
    { at: 8000, vertices: [{ ...make, started: 7000, completed: 8000 }] },
  ),
};

export const siblingsCanceled: Entry = {
  name: 'buildkit/siblings-canceled',
  server: 'buildkit',
  title: 'Steps that run beside the one that failed end with an error of their own.',
  what: 'When a build ends, BuildKit completes whatever still runs, with the error `context canceled`. A client that lists every vertex with an error, or shows the last one, points at steps that nothing is wrong with.',
  source: 'moby/buildkit solver/progress.go (vertexStream.encore)',
  careful: 'Shows errors that end in `context canceled` as cancelled, and looks for the cause in the others.',
  scenario: {
    builds: [
      {
        recorded: {
          messages: [
            {
              at: 0,
              vertices: [
                { digest: 'sha256:a', name: '[lint 1/1] RUN npm run lint', started: 0 },
                { digest: 'sha256:b', name: '[test 1/1] RUN npm test', started: 0 },
              ],
            },
            { at: 1000, logs: [{ vertex: 'sha256:a', text: '1 problem\n', timestamp: 1000 }] },
            {
              at: 1000,
              vertices: [
                {
                  digest: 'sha256:a',
                  name: '[lint 1/1] RUN npm run lint',
                  started: 0,
                  completed: 1000,
                  error: 'process "/bin/sh -c npm run lint" did not complete successfully: exit code: 1',
                },
              ],
            },
            {
              at: 1000,
              vertices: [
                {
                  digest: 'sha256:b',
                  name: '[test 1/1] RUN npm test',
                  started: 0,
                  completed: 1000,
                  error: 'context canceled',
                },
              ],
            },
          ],
          takes: 1000,
          error: {
            message: 'process "/bin/sh -c npm run lint" did not complete successfully: exit code: 1',
            code: 'UNKNOWN',
          },
        },
      },
    ],
  },
};

export const vertexNeverCompleted: Entry = {
  name: 'buildkit/vertex-never-completed',
  server: 'buildkit',
  title: 'A build succeeds, and one of its steps was never completed.',
  what: 'A Status that ends with its build tells at the end of what still runs; but one that was cut short, or a server that is not BuildKit, leaves steps open. A client that waits for all steps before it takes the answer of Solve waits for ever.',
  source: 'moby/buildkit solver/progress.go (Job.Status), client/solve.go (statusInactivityTimeout)',
  careful: 'Closes what is open when Solve has answered and Status has ended.',
  scenario: recordedBuild(
    {
      at: 0,
      vertices: [
        { ...base, started: 0, completed: 1000 },
        { ...make, started: 1000 },
      ],
    },
    { at: 2000, logs: [{ vertex: 'sha256:b', text: 'cc main.c\n', timestamp: 2000 }] },
  ),
};

export const vertexStartsTwice: Entry = {
  name: 'buildkit/vertex-starts-twice',
  server: 'buildkit',
  title: 'A vertex starts again, and has not been completed in between.',
  what: 'A step tells of its start when its cache key is computed and again when it runs, and unpacking tells of the same vertex beside it: the second start can come before the first end. A client that keeps one start for each vertex measures from the wrong one.',
  source: 'moby/buildkit solver/jobs.go (sharedOp.CacheMap, sharedOp.Exec, notifyStarted)',
  careful: 'Keeps an interval for each start, by its time, and joins those that overlap.',
  scenario: recordedBuild(
    { at: 0, vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 0 }] },
    { at: 2000, vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 2000 }] },
    { at: 3000, vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 0, completed: 3000 }] },
    { at: 5000, vertices: [{ digest: 'sha256:a', name: '[1/1] RUN make', started: 2000, completed: 5000 }] },
  ),
};
