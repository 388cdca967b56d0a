import type { Entry } from '../entry.js';

export const fourMebibytesExactly: Entry = {
  name: 'four-mebibytes-exactly',
  title: 'A message of Status has exactly 4 MiB.',
  what: 'That is the most that gRPC takes by default, and it is taken: the limit is 4,194,304 bytes, of the message alone, without the five bytes of its frame. A client whose limit was set to 4 MB loses it, and the stream.',
  source: 'docs/real-controller.md §3.1, §1 (20)',
  careful: 'Counts in MiB, and takes 16 MiB as buildx does.',
  scenario: {
    faults: [{ rpc: 'Status', at: { message: 1 }, do: { oversize: 4_194_304 } }],
  },
};

export const fourMebibytesPlusOne: Entry = {
  name: 'four-mebibytes-plus-one',
  title: 'A message of Status has a byte more than 4 MiB.',
  what: "The server sends as much as it likes, and buildx' client takes 16 MiB. A client with gRPC's default limit ends the call with RESOURCE_EXHAUSTED in the middle of a good build.",
  source: 'docs/real-controller.md §3.1, §1 (20)',
  careful: 'Takes messages of up to 16 MiB.',
  scenario: {
    faults: [{ rpc: 'Status', at: { message: 1 }, do: { oversize: 4_194_305 } }],
  },
};

export const goawayDuringBuild: Entry = {
  name: 'goaway-during-build',
  title: 'The connection goes away in the middle of a build.',
  what: 'A GOAWAY, and then the end of the connection: Build and Status end UNAVAILABLE, and the server may go on with the build, or stand still in it, for nobody. A client that tries again at once with the same ref is told `build ongoing`.',
  source: 'docs/real-controller.md §5.4, §5.12',
  careful: 'Builds again under a fresh ref, and leaves the old one to Disconnect.',
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
    faults: [{ rpc: 'Status', at: { message: 4 }, do: { goaway: 'immediate' } }],
  },
};

export const infoNeverAnswers: Entry = {
  name: 'info-never-answers',
  title: 'A server takes the connection, and never answers Info.',
  what: 'Its process hangs, or something else listens on the socket. buildx asks Info first, within the second that it gives to connecting. A client that awaits the answer without a deadline hangs before it has done anything.',
  source: 'docs/real-controller.md §2.2',
  careful: 'Gives Info a deadline of a second, and then says that the server does not answer.',
  scenario: { faults: [{ rpc: 'Info', times: 'always', do: { stall: 'response' } }] },
};
