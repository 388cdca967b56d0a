import type { Entry } from '../../entry.js';

const twoSteps = [
  { name: '[1/2] RUN first', takes: '1s', logs: [{ text: 'first done\n' }] },
  { name: '[2/2] RUN second', takes: '1s', logs: [{ text: 'second done\n' }] },
] as const;

export const buildWithoutProgress: Entry = {
  name: 'buildkit/build-without-progress',
  server: 'buildkit',
  title: 'A build succeeds and shows nothing at all.',
  what: 'Clients ask for builds of nothing, to learn what a BuildKit can do, and a build whose result is known needs no step. Its Status ends without a message. A client that waits for the first vertex before it looks at Solve waits for ever.',
  source: 'moby/buildkit client/build.go, solver/progress.go (Job.Status)',
  careful: 'Takes the end of Solve and of Status for the end, whatever was shown.',
  scenario: { builds: [{ vertices: [] }] },
};

export const solveCanceledByServer: Entry = {
  name: 'buildkit/solve-canceled-by-server',
  server: 'buildkit',
  title: 'Solve ends with CANCELLED, and its client has cancelled nothing.',
  what: 'Whatever cancels the context of a build on the server ends Solve as if the client had done it: a daemon that shuts down, a session that is gone. A client that takes CANCELLED for its own doing ends without a word, and with exit code 0.',
  source: 'moby/buildkit solver/jobs.go, util/grpcerrors/grpcerrors.go (Code)',
  careful: 'Fails on CANCELLED unless it has itself cancelled.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [{ rpc: 'Build', at: { end: true }, do: { status: { code: 'CANCELLED', message: 'context canceled' } } }],
  },
};

export const statusEndsBeforeSolve: Entry = {
  name: 'buildkit/status-ends-before-solve',
  server: 'buildkit',
  title: 'Status ends, well, while its build goes on.',
  what: 'Status and Solve are two calls, and nothing makes them end together: something on the way closes a stream that is idle for long. A client that takes the end of Status for the end of the build leaves before the result is there.',
  source: 'moby/buildkit client/solve.go (Status is one of several goroutines)',
  careful: 'Waits for Solve, whose answer is the result.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [{ rpc: 'Status', at: { message: 4 }, do: { status: { code: 'OK' } } }],
  },
};

export const statusOutlivesSolve: Entry = {
  name: 'buildkit/status-outlives-solve',
  server: 'buildkit',
  title: 'Solve has answered, and Status never ends.',
  what: 'Progress of something that the build has left behind keeps a Status open. A client that waits for both waits for ever; that of BuildKit cancels a Status after some seconds without a message. buildx up to 0.29 then fails with `failed to receive status: … context canceled`, although the build was good.',
  source: 'moby/buildkit client/solve.go (statusInactivityTimeout)',
  careful: 'Gives Status a few seconds after the answer of Solve, and then cancels it.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [{ rpc: 'Status', at: { end: true }, do: { stall: 'response' } }],
  },
};

export const statusOfNoJob: Entry = {
  name: 'buildkit/status-of-no-job',
  server: 'buildkit',
  title: 'Status finds no build of that ref.',
  what: 'Status waits six seconds for its build to begin, and then says `no such job`. A client that opens Status first and Solve only when it has uploaded everything is told so while its build is about to begin.',
  source: 'moby/buildkit solver/jobs.go (Solver.Get)',
  careful: 'Calls Solve and Status at once, and fails when either of them does.',
  scenario: {
    builds: [{ vertices: [{ name: '[1/1] RUN make', takes: '1s' }] }],
    faults: [{ rpc: 'Status', do: { status: { code: 'UNKNOWN', message: 'no such job r' } } }],
  },
};

export const jobExists: Entry = {
  name: 'buildkit/job-exists',
  server: 'buildkit',
  title: 'Solve is told that the ref is taken.',
  what: 'A ref names one build, until it is over. A client that calls Solve again with the same ref when its connection was lost, while BuildKit still builds, is told that the job exists.',
  source: 'moby/buildkit solver/jobs.go (Solver.NewJob)',
  careful: 'Takes a fresh ref for every Solve.',
  scenario: {
    builds: [{ vertices: [{ name: '[1/1] RUN make', takes: '1s' }] }],
    faults: [{ rpc: 'Build', do: { status: { code: 'UNKNOWN', message: 'job ID r exists' } } }],
  },
};

export const replySaysNothing: Entry = {
  name: 'buildkit/reply-says-nothing',
  server: 'buildkit',
  title: 'A build that exported an image answers without a digest.',
  what: 'What Solve answers is a map of texts that each exporter fills as it likes; a build without an exporter fills none. A client that looks a digest up and uses what it finds tags, signs or deploys the empty text.',
  source: 'moby/buildkit api/services/control/control.proto (SolveResponse), solver/llbsolver/solver.go',
  careful: 'Fails where it needs a digest and there is none.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [{ rpc: 'Build', do: { answer: [{ expect: 1 }, { send: { base64: '' } }, { end: { code: 'OK' } }] } }],
  },
};

export const descriptorNotBase64: Entry = {
  name: 'buildkit/descriptor-not-base64',
  server: 'buildkit',
  title: 'The build has succeeded, and what it says of its image cannot be read.',
  what: '`containerimage.descriptor` is JSON in base64 in a map of texts. A client that cannot read it reports a failed build, after the image was pushed.',
  source: 'moby/buildkit client/solve.go (ExporterImageDescriptorKey)',
  careful: 'Tells a result that it cannot read from a build that failed.',
  scenario: {
    builds: [{ vertices: twoSteps, reply: { 'containerimage.descriptor': '{"digest":"sha256:1"}' } }],
  },
};
