import type { Entry } from '../../entry.js';

const twoSteps = [
  { name: '[1/2] RUN first', takes: '1s', logs: [{ text: 'first done\n' }] },
  { name: '[2/2] RUN second', takes: '1s', logs: [{ text: 'second done\n' }] },
] as const;

export const goawayDraining: Entry = {
  name: 'buildkit/goaway-draining',
  server: 'buildkit',
  title: 'BuildKit takes no new calls on a connection in mid-build, and finishes those that are open.',
  what: 'A GOAWAY comes when a proxy reloads or a connection has reached its age. The open calls go on, and the next one needs a connection of its own. A client that takes GOAWAY for an error gives up a build that goes well.',
  source: 'moby/buildkit cmd/buildkitd/main.go (GracefulStop)',
  careful: 'Leaves its open calls alone, and opens another connection for the next one.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [{ rpc: 'Status', at: { message: 3 }, do: { goaway: 'draining' } }],
  },
};

export const goawayInMidBuild: Entry = {
  name: 'buildkit/goaway-in-mid-build',
  server: 'buildkit',
  title: 'BuildKit hangs up in the middle of a build.',
  what: 'The daemon restarts: GOAWAY, and the connection is closed, with Solve, Status and the session in it. BuildKit keeps no build of a client that is gone. A client that waits for one of the calls alone waits for ever.',
  source: 'moby/buildkit cmd/buildkitd/main.go, client/solve.go',
  careful: 'Fails as soon as one of the calls does, and builds again under a fresh ref and in a fresh session.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [{ rpc: 'Status', at: { message: 4 }, do: { goaway: 'immediate' } }],
  },
};

export const historyUnimplemented: Entry = {
  name: 'buildkit/history-unimplemented',
  server: 'buildkit',
  title: 'BuildKit has no history of builds.',
  what: 'A BuildKit before 0.11, and what only looks like one, answers ListenBuildHistory with UNIMPLEMENTED; buildx asks for it in every build, for provenance. A client that takes this for the failure of its build cannot build there any more.',
  source: 'moby/buildkit control/control.go (ListenBuildHistory); docker/buildx builder/node.go',
  careful: 'Does without what comes from the history.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [
      {
        rpc: 'Control.ListenBuildHistory',
        times: 'always',
        do: {
          status: {
            code: 'UNIMPLEMENTED',
            message: 'unknown method ListenBuildHistory for service moby.buildkit.v1.Control',
          },
        },
      },
    ],
  },
};

export const noWorkers: Entry = {
  name: 'buildkit/no-workers',
  server: 'buildkit',
  title: 'BuildKit has no worker.',
  what: 'A daemon whose workers are all switched off answers, and can build nothing. A client that takes the first worker of the list for granted crashes.',
  source: 'moby/buildkit control/control.go (ListWorkers)',
  careful: 'Says that there is no worker.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [
      {
        rpc: 'Control.ListWorkers',
        times: 'always',
        do: { answer: [{ expect: 1 }, { send: { base64: '' } }, { end: { code: 'OK' } }] },
      },
    ],
  },
};

export const sessionStalls: Entry = {
  name: 'buildkit/session-stalls',
  server: 'buildkit',
  title: 'A session is open, and nothing comes through it.',
  what: 'BuildKit calls its client in the session, for files, secrets and credentials; where nothing of that arrives, the build waits for an answer. It is given up when checks of health have failed for long enough. A client that shows progress only sees nothing happen for most of a minute.',
  source: 'moby/buildkit session/grpc.go (monitorHealth)',
  careful: 'Notices a session in which no check of health has come for long, and says so.',
  scenario: {
    builds: [{ dockerfile: {} }],
    faults: [{ rpc: 'Control.Session', times: 'always', do: { stall: 'response' } }],
  },
};

export const slowListWorkers: Entry = {
  name: 'buildkit/slow-list-workers',
  server: 'buildkit',
  title: 'ListWorkers takes long.',
  what: 'It is what clients ask first, and a daemon that has just started, or has many builds, takes its time. A client with a short deadline says that there is no BuildKit where there is a slow one.',
  source: 'moby/buildkit control/control.go (ListWorkers); docker/buildx driver/remote/driver.go',
  careful: 'Waits for 20 seconds, and says what it waits for.',
  scenario: {
    builds: [{ vertices: twoSteps }],
    faults: [{ rpc: 'Control.ListWorkers', times: 'always', do: { delay: '2s' } }],
  },
};
