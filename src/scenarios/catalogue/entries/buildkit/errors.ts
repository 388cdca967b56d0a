import type { Entry } from '../../entry.js';

const make = { name: '[1/1] RUN make', takes: '1s', logs: [{ text: 'no rule\n' }] } as const;

export const errorWithoutDetails: Entry = {
  name: 'buildkit/error-without-details',
  server: 'buildkit',
  title: 'A build fails, and its error has no details.',
  what: 'Which step failed, and where it is in the Dockerfile, are details of the status, in trailers of their own that a proxy may not pass on. A client that takes them for granted crashes over the error that it should show.',
  source: 'moby/buildkit util/grpcerrors/grpcerrors.go (ToGRPC, FromGRPC)',
  careful: 'Shows the message where it has no more.',
  scenario: {
    builds: [{ vertices: [make] }],
    faults: [
      {
        rpc: 'LLBBridge.Solve',
        at: { end: true },
        do: {
          status: { code: 'UNKNOWN', message: 'process "/bin/sh -c make" did not complete successfully: exit code: 2' },
        },
      },
    ],
  },
};

export const errorWithUnknownDetails: Entry = {
  name: 'buildkit/error-with-unknown-details',
  server: 'buildkit',
  title: 'A build fails, and its error has details that no client knows.',
  what: 'Newer BuildKits and other frontends add details of their own. A client that decodes every detail fails on the first that it has no type for, and shows that in place of the error.',
  source: 'moby/buildkit util/grpcerrors/grpcerrors.go (FromGRPC)',
  careful: 'Passes over details of types that it does not know.',
  scenario: {
    builds: [
      {
        vertices: [make],
        error: {
          message: 'the licence has expired',
          code: 'PERMISSION_DENIED',
          details: [{ typeUrl: 'example.com/Licence+json', json: { until: '2001-01-01' } }],
        },
      },
    ],
  },
};

export const errorWithoutSource: Entry = {
  name: 'buildkit/error-without-source',
  server: 'buildkit',
  title: 'A build fails, and the place of its error is in no file.',
  what: 'The detail `errdefs.Source` says which lines are to blame, and its `info` has the file that they are lines of. What was built from a definition without a `Source`, as programs make definitions, has no such file. A client that cuts the lines out of a file that is not there crashes over the error that it should show.',
  source: 'moby/buildkit errdefs/source.go (Source.Print)',
  careful: 'Shows the message without an excerpt.',
  scenario: {
    builds: [
      {
        vertices: [make],
        error: {
          message: 'process "/bin/sh -c make" did not complete successfully: exit code: 2',
          details: [
            {
              typeUrl: 'github.com/moby/buildkit/errdefs.Source+json',
              json: { ranges: [{ start: { line: 2 }, end: { line: 2 } }] },
            },
          ],
        },
      },
    ],
  },
};

export const noLocalSources: Entry = {
  name: 'buildkit/no-local-sources',
  server: 'buildkit',
  title: 'BuildKit asks for the Dockerfile, and its client offers no files.',
  what: 'Files come through the session, by the service `FileSync`, which a client has to offer when it opens the session. A client that does not, because the context is a URL or somebody else is to send the files, is told so only when the Dockerfile is to be read.',
  source: 'moby/buildkit session/filesync/filesync.go (FSSync)',
  careful: 'Offers FileSync whenever it names a local directory, and says which directory was missing.',
  scenario: {
    builds: [{ vertices: [], error: { message: 'failed to read dockerfile: no local sources enabled' } }],
  },
};

export const oldCapabilities: Entry = {
  name: 'buildkit/old-capabilities',
  server: 'buildkit',
  title: 'BuildKit can do no more than its first releases could.',
  what: 'What a BuildKit can do is a list, which Ping answers, and not its version. An old one, or one that a cloud has behind its own door, lists a handful. A client that asks for linked targets, processes or several exporters without a look at the list is refused in the middle of its build.',
  source: 'moby/buildkit util/apicaps/caps.go, frontend/gateway/pb/caps.go',
  careful: 'Looks at what Ping lists before it asks for more than the simplest, and says what is missing.',
  scenario: {
    builds: [{ vertices: [make] }],
    faults: [
      {
        rpc: 'LLBBridge.Ping',
        times: 'always',
        // A PongResponse with solve.base, solve.inlinereturn, resolveimage, readfile, return and returnmap.
        do: {
          answer: [
            { expect: 1 },
            {
              send: {
                base64:
                  'Cg4KCnNvbHZlLmJhc2UQAQoWChJzb2x2ZS5pbmxpbmVyZXR1cm4QAQoQCgxyZXNvbHZlaW1hZ2UQAQoMCghyZWFkZmlsZRABCgoKBnJldHVybhABCg0KCXJldHVybm1hcBAB',
              },
            },
            { end: { code: 'OK' } },
          ],
        },
      },
    ],
  },
};
