import { build } from '../../builders/build.js';
import { vertex } from '../../builders/vertex.js';
import type { Entry } from '../entry.js';

export const buildOngoingAfterBothCancelled: Entry = {
  name: 'build-ongoing-after-both-cancelled',
  title: 'A ref whose Build and Status were cancelled together stays busy.',
  what: 'With Status gone, the last messages of the cancelled build have no reader, and its handler waits for one. Any further Build of the ref is told `build ongoing`. So it goes with a client that cancels all its calls at Ctrl-C and builds again. Inferred from the code; on 0.13.1 the next Build worked in 4 of 4.',
  source: 'docs/real-controller.md §5.4',
  careful: 'Cancels Build alone and reads Status to its end, or builds under a new ref.',
  until: '2023-04',
  scenario: {
    builds: [build().add(vertex('[1/1] RUN make').takes('10s').logs('one\ntwo\nthree\n', { pieces: 3, takes: '6s' }))],
  },
};

export const buildWithoutSubscriber: Entry = {
  name: 'build-without-subscriber',
  title: 'A Build whose progress nobody reads stands still.',
  what: 'Progress goes through a channel without room, so that a build stops at its first message until a Status takes it. BuildKit itself may have finished and pushed by then. A client that wants no progress and opens no Status waits for ever.',
  source: 'docs/real-controller.md §5.4, §1 (6)',
  careful: 'Opens a Status with every Build and reads it to its end, even where nobody looks at it.',
  scenario: {},
};

export const cancelStorm: Entry = {
  name: 'cancel-storm',
  title: 'A client cancels builds as fast as it begins them, and finds every ref taken.',
  what: 'A build whose Status is cancelled stands still at its next message, where it does not see that it is cancelled, too: it keeps its ref. A client that lets go of Status first and of Build after it, as on every keystroke in an editor, leaves a stuck build behind each time, and is told `build ongoing` when it builds again.',
  source: 'docs/real-controller.md §5.4, §1 (6)',
  careful:
    'Cancels Build alone, reads Status to its end, and only then builds again; or takes a fresh ref for every build.',
  until: '2023-04',
  scenario: {
    builds: [
      {
        vertices: [
          { name: '[1/2] RUN make', takes: '1m', logs: [{ text: { lines: 60 }, pieces: 60, takes: '50s' }] },
          { name: '[2/2] RUN make install', takes: '1m' },
        ],
      },
    ],
  },
};

export const hugeErrorDetails: Entry = {
  name: 'huge-error-details',
  title: 'The details of an error are far longer than its message.',
  what: 'Errors carry stacks, sources and whatever their makers thought of as JSON, in trailers: tens of kilobytes. A client that prints all of it buries the one line that matters.',
  source: 'docs/real-controller.md §3.3, §1 (19)',
  careful: 'Shows the message, and of the details only those that it knows.',
  since: '0.11',
  scenario: {
    builds: [
      {
        vertices: [{ name: '[1/1] RUN make', takes: '1s' }],
        error: {
          message: 'failed to solve: no space left on device',
          details: [{ typeUrl: 'example.com/Dump+json', json: { dump: 'x'.repeat(32_768) } }],
        },
      },
    ],
  },
};
