import type { RecordedBytes, RecordedMessage } from '../../../model/recorded-build.js';
import type { Entry } from '../../entry.js';
import { recordedBuild } from './recorded-build.js';

const make = { digest: 'sha256:a', name: '[1/1] RUN make', started: 0 };

/** A step of four seconds that writes these pieces, one a second. */
function writing(...pieces: readonly RecordedBytes[]) {
  const logs = pieces.map((text, index): RecordedMessage => {
    const at = (index + 1) * 1000;
    return { at, logs: [{ vertex: make.digest, text, timestamp: at }] };
  });
  return recordedBuild({ at: 0, vertices: [make] }, ...logs, { at: 4000, vertices: [{ ...make, completed: 4000 }] });
}

export const carriageReturnsInLog: Entry = {
  name: 'buildkit/carriage-returns-in-log',
  server: 'buildkit',
  title: 'A step draws a progress bar: its log has carriage returns and escapes, and no end of line.',
  what: 'BuildKit passes on what a step writes, byte for byte, also what is meant for a terminal. A client that reads the log by lines shows nothing until the step is over, and one that prints it as it is lets the step move the cursor of its own display.',
  source: 'moby/buildkit util/progress/logs/logs.go (streamWriter.write)',
  careful: 'Shows the rest of a line before its end has come, and takes escapes out where it draws by itself.',
  scenario: writing('fetch  10%\r', 'fetch  90%\r', '\u001b[32mfetch 100%\u001b[0m\n'),
};

export const logCutInsideCharacter: Entry = {
  name: 'buildkit/log-cut-inside-character',
  server: 'buildkit',
  title: 'A log is cut in the middle of a character.',
  what: 'A piece of a log is what one write of the step had, or as much as there was room for. A client that decodes each piece by itself shows two replacement characters in place of one letter.',
  source: 'moby/buildkit util/progress/logs/logs.go (streamWriter.Write)',
  careful: 'Decodes the pieces of each stream of each step with one decoder that keeps the rest.',
  // 'caf' and the two bytes of 'é', apart.
  scenario: writing({ base64: 'Y2Fmww==' }, { base64: 'qQo=' }),
};

export const logNotUtf8: Entry = {
  name: 'buildkit/log-not-utf8',
  server: 'buildkit',
  title: 'A step writes bytes that are no UTF-8.',
  what: 'A log is bytes, and `VertexLog.msg` is a field of bytes for this reason. A client that puts them into a JSON or protobuf string fails in the middle of a good build.',
  source: 'moby/buildkit api/services/control/control.proto (VertexLog), util/progress/logs/logs.go',
  careful: 'Keeps logs as bytes, and replaces what it cannot show only where it shows it.',
  // 0xff and 0xfe never occur in UTF-8.
  scenario: writing({ base64: 'YmVmb3JlIP/+IGFmdGVyCg==' }),
};

export const logOfUnknownVertex: Entry = {
  name: 'buildkit/log-of-unknown-vertex',
  server: 'buildkit',
  title: 'Logs and statuses come of a vertex that was never announced.',
  what: "Progress of several sources comes together, and nothing orders a log behind the announcement of its vertex; buildx' own display passes over what it does not know. A client that looks the vertex up and uses what it finds crashes.",
  source: 'moby/buildkit util/progress/progressui/display.go (trace.update)',
  careful: 'Keeps or passes over what belongs to no vertex that it knows, and goes on.',
  scenario: recordedBuild(
    {
      at: 0,
      statuses: [{ id: 'transferring', vertex: 'sha256:nowhere', current: 5, timestamp: 0, started: 0 }],
      logs: [{ vertex: 'sha256:nowhere', text: 'lost\n', timestamp: 0 }],
      warnings: [{ vertex: 'sha256:nowhere', level: 1, short: 'lost as well' }],
    },
    { at: 0, vertices: [make] },
    { at: 1000, logs: [{ vertex: 'sha256:a', text: 'seen\n', timestamp: 1000 }] },
    { at: 2000, vertices: [{ ...make, completed: 2000 }] },
  ),
};

export const logSplitAtMebibyte: Entry = {
  name: 'buildkit/log-split-at-mebibyte',
  server: 'buildkit',
  title:
    'Much output at once comes in several messages, whose later ones have nothing but logs, and the warnings again.',
  what: 'BuildKit cuts a message of Status where its logs come to more than a mebibyte; the vertices are in the first part only, but the warnings in each. A client that adds every warning to its list shows the same one several times.',
  source: 'moby/buildkit client/status.go (SolveStatus.Marshal)',
  careful: 'Tells warnings apart by their vertex, text and place, and shows each once.',
  scenario: {
    builds: [
      {
        vertices: [
          {
            name: '[1/1] RUN make',
            takes: '1s',
            logs: [{ text: { repeat: `${'x'.repeat(1023)}\n`, bytes: 2_621_440 }, pieces: 40 }],
            warnings: [{ short: 'much is written' }],
          },
        ],
        logLimits: { size: -1, speed: -1 },
      },
    ],
  },
};

export const logWithoutLineEnd: Entry = {
  name: 'buildkit/log-without-line-end',
  server: 'buildkit',
  title: 'The last line of a log has no end.',
  what: 'A step ends, or another one writes, while a line is open. A client that waits for the end of the line loses the last words of a step that failed, which say why; one that prints what it has mixes two steps in one line.',
  source: 'moby/buildkit util/progress/progressui/printer.go (logsPartial)',
  careful: 'Ends the open line by itself when the step is over or another one is shown.',
  scenario: writing('all done', ', but for this'),
};

export const statusIdsShared: Entry = {
  name: 'buildkit/status-ids-shared',
  server: 'buildkit',
  title: 'Two steps have progress of the same ID.',
  what: 'The ID of a status is a text such as `extracting` or a digest, and two steps that pull the same layer have the same one: only together with its vertex does it say which. A client that keeps statuses by their ID takes the progress of one step for that of the other; the plain display of buildx, which does so to print less often, passes over updates.',
  source: 'moby/buildkit util/progress/progressui/printer.go (textMux.last), solver/progress.go (Job.Status)',
  careful: 'Keeps statuses by vertex and ID.',
  scenario: recordedBuild(
    {
      at: 0,
      vertices: [
        { digest: 'sha256:a', name: '[a 1/1] FROM docker.io/library/alpine', started: 0 },
        { digest: 'sha256:b', name: '[b 1/1] FROM example.com/alpine', started: 0 },
      ],
    },
    {
      at: 1000,
      statuses: [
        { id: 'sha256:1', vertex: 'sha256:a', current: 50, total: 100, timestamp: 1000, started: 0 },
        { id: 'sha256:1', vertex: 'sha256:b', current: 51, total: 100, timestamp: 1000, started: 0 },
      ],
    },
    {
      at: 2000,
      statuses: [
        { id: 'sha256:1', vertex: 'sha256:a', current: 100, total: 100, timestamp: 2000, started: 0, completed: 2000 },
      ],
      vertices: [{ digest: 'sha256:a', name: '[a 1/1] FROM docker.io/library/alpine', started: 0, completed: 2000 }],
    },
    {
      at: 3000,
      statuses: [
        { id: 'sha256:1', vertex: 'sha256:b', current: 100, total: 100, timestamp: 3000, started: 0, completed: 3000 },
      ],
      vertices: [{ digest: 'sha256:b', name: '[b 1/1] FROM example.com/alpine', started: 0, completed: 3000 }],
    },
  ),
};
