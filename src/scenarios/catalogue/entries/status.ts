import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { Entry } from '../entry.js';

export const lateFirstSubscriber: Entry = {
  name: 'late-first-subscriber',
  title: 'A build that stood still goes on when its first Status comes, and nothing is lost.',
  what: 'A build waits at its first message for a Status, however late. A client that takes the silence for a dead server, cancels and builds again, is told that the build is ongoing: the one that stands still does not notice its cancellation. Since 0.11 it does, and takes the server along (`death-by-cancelled-stalled-build`).',
  source: 'docs/real-controller.md §5.4, §1 (7)',
  careful: 'Opens the Status that is missing, and gets everything from the first message on.',
  scenario: { builds: [build().add(vertex('[1/1] RUN make').takes('2s').logs('made\n'))] },
};

export const slowConsumer: Entry = {
  name: 'slow-consumer',
  title: 'A client that does not read Status holds the build up.',
  what: 'Every message of progress is handed over one by one, from the step to the client: when the windows are full, the build stands still. A client that reads its Status only after Build has answered waits for an answer that cannot come.',
  source: 'docs/real-controller.md §5.4',
  careful: 'Reads Status all the time, into a queue of its own if it must.',
  scenario: {
    builds: [
      {
        vertices: [{ name: '[1/1] RUN make', takes: '1s', logs: [{ text: { lines: 200_000 }, pieces: 64 }] }],
        logLimits: { size: -1, speed: -1 },
      },
    ],
  },
};

export const statusAfterBuild: Entry = {
  name: 'status-after-build',
  title: 'A Status that is opened after the end of its build waits for ever.',
  what: 'Status polls until the session has a status channel, and the channel is gone when the build is over. A client that opens Build first and Status when it has the reply, or whose Status loses the race against a short build, hangs.',
  source: 'docs/real-controller.md §5.5, §1 (9)',
  careful: 'Opens Status before Build, or at least before it awaits the reply.',
  scenario: {},
};

export const stolenStatusMessage: Entry = {
  name: 'stolen-status-message',
  title: 'A cancelled Status that waited for a build takes a message of it along.',
  what: 'A Status that waits for its build does not notice that its client has cancelled it. When the build comes, it takes the next message off the channel that all share, cannot send it, and ends. A client that gave up on a Status and opened another misses the announcement of the whole graph.',
  source: 'docs/real-controller.md §5.5, §1 (8)',
  careful: 'Keeps the Status that waits, or builds under a new ref.',
  scenario: {},
};

export const subscriberLeavesMidBuild: Entry = {
  name: 'subscriber-leaves-mid-build',
  title: 'A build stands still when its only Status is cancelled.',
  what: 'The server notices that a Status has gone only when it tries to send the next message, which is lost. Then nobody reads, and the build stops. A client that closes its progress display before the reply has come waits for ever.',
  source: 'docs/real-controller.md §5.4',
  careful: 'Reads Status to its end; one that has gone is replaced by another, which sets the build going again.',
  scenario: {
    builds: [
      build().add(
        vertex('[1/2] RUN make').takes('4s').logs('one\ntwo\nthree\nfour\n', { pieces: 4, takes: '3s' }),
        vertex('[2/2] RUN make install').takes('1s'),
      ),
    ],
  },
};

export const twoSubscribers: Entry = {
  name: 'two-subscribers',
  title: 'Two Status streams of a build share its messages: each gets a part.',
  what: 'All Status streams of a ref read one channel, and each message goes to exactly one of them. Both end OK. A client that opens a second one, for a log beside its progress bar, has holes in both.',
  source: 'docs/real-controller.md §5.5, §1 (7)',
  careful: 'Opens one Status a build, and hands its messages on itself.',
  scenario: {
    builds: [
      build().add(
        vertex('[1/2] RUN make').takes('4s').logs('one\ntwo\nthree\nfour\n', { pieces: 4, takes: '3s' }),
        vertex('[2/2] RUN make install').takes('1s'),
      ),
    ],
  },
};

export const validationFailureBeforeStatus: Entry = {
  name: 'validation-failure-before-status',
  title: 'A build that is refused says nothing on Status, which ends OK or waits on.',
  what: 'What is checked before the build begins fails it without a message of progress. A Status that was there ends OK, empty, when the server had looked at its builder before (here: any build); of what is refused at once (here: builder `nope`) it usually sees nothing, and waits for the next build of that ref, as one does that comes later. A client that takes the end of Status for the success of the build reports one that never began, and one that waits for that end hangs.',
  source: 'docs/real-controller.md §5.3, §5.4',
  careful:
    'Opens Status before Build, believes only the answer of Build, and stops listening to Status when that is an error.',
  scenario: {
    builds: [
      build().when({ builder: 'nope' }).fails('no builder "nope" found', { before: 'builder' }),
      build().fails('unable to prepare context: path "/nope" not found', { before: 'solve' }),
    ],
  },
};
