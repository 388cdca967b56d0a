import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { Entry } from '../entry.js';

export const disconnectDuringBuild: Entry = {
  name: 'disconnect-during-build',
  title: 'Disconnect does not stop a running build.',
  what: 'The function that would cancel the build is stored only when it is over. Disconnect takes the session off the list, the build runs on to its end, push included, and its Build is then told `build: unknown key`. A client that disconnects in order to cancel has cancelled nothing.',
  source: 'docs/real-controller.md §5.10, §1 (5)',
  careful: 'Cancels Build, waits for its Status to end, and disconnects then.',
  scenario: {
    builds: [
      build().add(vertex('[1/2] RUN make').until('made').logs('making\n'), vertex('[2/2] RUN push').logs('pushed\n')),
    ],
  },
};

export const failedBuildLeavesSession: Entry = {
  name: 'failed-build-leaves-session',
  title: 'A build that failed leaves its session behind.',
  what: 'The ref is in List from the beginning of its first Build until Disconnect, whatever became of it. The command line of the base never disconnected after a failure. A client that forgets failed builds fills the server with sessions.',
  source: 'docs/real-controller.md §5.2, §7.1, §10 (1); docker/buildx#1785',
  careful: 'Disconnects after every build, above all after one that failed.',
  scenario: { builds: [build().add(vertex('[1/1] RUN make').logs('no rule\n').exits(2))] },
};
