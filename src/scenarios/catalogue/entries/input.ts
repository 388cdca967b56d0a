import { build } from '../../builders/build.js';
import type { Entry } from '../entry.js';

export const abandonedInputClosesStdin: Entry = {
  name: 'abandoned-input-closes-stdin',
  title: 'An Input that was cancelled while it waited closes the stdin of the next build.',
  what: 'An Input that waits for its build does not notice that its client has cancelled it. When the build comes, it finds its stream at an end, and closes the stdin of that build, which reads nothing: `failed to read dockerfile: no local sources enabled` on the real server.',
  source: 'docs/real-controller.md §5.6, §1 (8)',
  careful: 'Builds under a new ref after it has given up on an Input.',
  scenario: {
    builds: [
      build()
        .named('nothing on stdin')
        .when({ stdin: '' })
        .fails('failed to read dockerfile: no local sources enabled'),
      build().when({ stdin: 'FROM scratch' }),
    ],
  },
};

export const inputAfterBuild: Entry = {
  name: 'input-after-build',
  title: 'An Input that is opened after the end of a build writes into a dead pipe, and is told late.',
  what: 'The session keeps the stdin of the build that is over. An Input gets it at once, its first write fails with `io: read/write on closed pipe`, and the server says so only when the client does something more. A client that writes and waits for an error sees none.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Opens Input together with its Build, and stops sending when the reply has come.',
  scenario: {},
};

export const inputBeforeRebuild: Entry = {
  name: 'input-before-rebuild',
  title: 'An Input that is opened before a ref is built again gets the stdin of the last build.',
  what: 'A session that has been built keeps its dead pipe until the next Build replaces it. An Input that comes before that Build writes into the old one, and the new build waits for its stdin for ever. On a ref that was never built, an Input waits properly.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Disconnects before it builds a ref again, or opens Input only after Build.',
  scenario: {},
};

export const inputCancelledMidway: Entry = {
  name: 'input-cancelled-midway',
  title: 'A cancelled Input looks to its build like the end of stdin.',
  what: 'The server closes the pipe as it does at EOF. A client that cancels the upload when its own source fails gets a build of the half that has arrived, which may succeed.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Cancels Build before Input, so that what has arrived is not built.',
  scenario: {
    builds: [
      build().when({ stdin: 'FROM alpine\nRUN make\n' }).replies({ saw: 'all' }),
      build().when({ stdin: 'FROM alpine\n' }).replies({ saw: 'a part' }),
    ],
  },
};

export const inputWithoutEof: Entry = {
  name: 'input-without-eof',
  title: 'A build from stdin waits for the end of stdin, without a word.',
  what: 'With a context or a Dockerfile of `-` the server reads stdin before it says anything. A client that sends its bytes and forgets EOF, or waits for the first progress before it closes, waits for ever; builds from stdin hung so in several releases of the command line.',
  source: 'docs/real-controller.md §5.3, §10 (2); docker/buildx#2368, docker/buildx#2394',
  careful: 'Sends EOF (or half-closes) as soon as its own stdin has ended, and waits for nothing before that.',
  scenario: {},
};

export const twoInputs: Entry = {
  name: 'two-inputs',
  title: 'Two Inputs of a build share its stdin, and the first to end closes it.',
  what: 'Both write into one pipe, message by message, and whichever ends first closes it for the other, which is told only at its next event. A client that sends what it has over two streams builds a part of it.',
  source: 'docs/real-controller.md §5.6',
  careful: 'Sends stdin over one Input.',
  scenario: {
    builds: [
      build().when({ stdin: 'FROM alpine\nRUN make\n' }).replies({ saw: 'all' }),
      build().when({ stdin: 'FROM alpine\n' }).replies({ saw: 'a part' }),
    ],
  },
};
