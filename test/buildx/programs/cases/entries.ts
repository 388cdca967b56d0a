import { catalogueEntry, type CatalogueEntry } from '../../../../src/scenarios/index.js';
import type { ProgramCase } from '../program-case.js';

/** What the real program does with an entry of the catalogue that is about BuildKit. */
export interface EntryCase extends Omit<ProgramCase, 'name' | 'args' | 'scenario'> {
  readonly entry: CatalogueEntry;
  readonly args: readonly string[];
  /** Whether the program does nothing but wait, for some seconds of real time. Default false. */
  readonly waits?: boolean;
}

// With an output: the program warns of a build without one, before its progress or after it.
const plain = ['build', '--progress', 'plain', '-o', 'type=cacheonly', '.'];

function entry(name: string, rest: Partial<Omit<EntryCase, 'entry'>>): EntryCase {
  return { entry: catalogueEntry(`buildkit/${name}`), args: plain, ...rest };
}

const secondDone = /\[2\/2\] RUN second\n#2 [\d.]+ second done\n#2 DONE 1\.0s/;
const linked = {
  target: { base: { context: '.' }, app: { context: '.', contexts: { base: 'target:base' }, target: 'app' } },
  group: { default: { targets: ['app', 'base'] } },
};

/** Every entry, in the order of the alphabet. */
export const entryCases: readonly EntryCase[] = [
  entry('build-without-progress', { hides: ['#1', 'ERROR'] }),
  entry('cached-after-the-fact', {
    shows: [/\[1\/2\] FROM docker\.io\/library\/alpine\n#1 CACHED/, /RUN make\n#2 DONE 1\.0s/],
  }),
  entry('carriage-returns-in-log', { shows: ['fetch  10%\rfetch  90%\r\u001b[32mfetch 100%\u001b[0m\n#1 DONE 4.0s'] }),
  entry('descriptor-not-base64', {
    exitCode: 1,
    shows: [secondDone, 'ERROR: ', 'illegal base64 data at input byte 0'],
  }),
  entry('error-with-unknown-details', {
    exitCode: 1,
    shows: [/failed to solve: (PermissionDenied: )+the licence has expired/],
    hides: ['2001-01-01'],
  }),
  entry('error-without-details', {
    exitCode: 1,
    shows: ['failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2'],
    hides: ['>>>'],
  }),
  entry('error-without-source', {
    exitCode: 1,
    shows: ['failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2'],
    hides: ['>>>', 'panic'],
  }),
  entry('failed-step-of-good-build', {
    shows: ['#1 ERROR: failed to configure registry cache importer', /\[1\/1\] RUN make\n#2 DONE 1\.0s/],
  }),
  entry('goaway-draining', { shows: [secondDone] }),
  entry('goaway-in-mid-build', {
    waits: true,
    exitCode: 1,
    shows: ['[1/2] RUN first', /failed to (receive status|solve): .+received prior goaway: code: NO_ERROR/],
    hides: ['RUN second'],
    leavesOpen: true,
  }),
  entry('history-unimplemented', { shows: [secondDone], hides: ['UNIMPLEMENTED', 'Unimplemented'], leavesOpen: true }),
  entry('inputs-left-out', { shows: [/\[1\/2\] FROM .+\n#1 DONE 1\.0s/, /\[2\/2\] RUN make\n#2 DONE 3\.0s/] }),
  entry('job-exists', { waits: true, exitCode: 1, shows: ['failed to solve: job ID r exists'], leavesOpen: true }),
  entry('log-cut-inside-character', { shows: ['1.000 café\n#1 DONE 4.0s'] }),
  entry('log-not-utf8', { shows: ['1.000 before \ufffd\ufffd after\n#1 DONE 4.0s'] }),
  entry('log-of-unknown-vertex', { shows: ['#1 1.000 seen\n#1 DONE 2.0s', ' - lost as well'], hides: ['lost\n#'] }),
  entry('log-split-at-mebibyte', {
    shows: [/^(#1 WARN: much is written\n){3}/m, new RegExp(`(#1 0\\.000 x{1023}\n){2560}#1 DONE`)],
  }),
  entry('log-without-line-end', { shows: ['1.000 all done, but for this\n#1 DONE 4.0s'] }),
  entry('no-local-sources', {
    exitCode: 1,
    shows: ['failed to solve: failed to read dockerfile: no local sources enabled'],
  }),
  entry('no-workers', { args: ['inspect'], prints: ['BuildKit version:'], hides: ['Platforms:', 'Labels:'] }),
  entry('old-capabilities', {
    args: ['bake', '--progress', 'plain'],
    files: { Dockerfile: 'FROM scratch\n', 'docker-bake.json': JSON.stringify(linked) },
    exitCode: 1,
    shows: ['requested experimental feature reference.output (reference output) is not supported by build server'],
  }),
  entry('reopened-by-unpacking', {
    shows: [/FROM docker\.io\/library\/alpine\n#1 extracting sha256:1 2\.0s done\n#1 DONE 3\.0s/],
  }),
  entry('reply-says-nothing', {
    args: ['build', '--progress', 'plain', '-o', 'type=image', '--metadata-file', 'm.json', '--iidfile', 'iid', '.'],
    shows: ['exporting to image'],
    // 'containerimage.digest' is nowhere.
    writes: { 'm.json': /^(?:(?!containerimage)[^])*"buildx\.build\.ref"(?:(?!containerimage)[^])*$/, iid: /^$/ },
  }),
  entry('session-stalls', {
    waits: true,
    options: { clock: 'manual' },
    // Both checks of health are given up by then.
    meanwhile: async (fake) => {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (fake.journal.toText().includes('FileSync.DiffCopy')) resolve();
        };
        fake.journal.onEntry(look);
        look();
      });
      await fake.clock.advance('1m');
    },
    exitCode: 1,
    shows: ['[internal] load build definition from Dockerfile', /failed to solve: .*failed to read dockerfile: /],
    leavesOpen: true,
  }),
  entry('siblings-canceled', {
    exitCode: 1,
    shows: [/\[test 1\/1\] RUN npm test\n#\d CANCELED/, ' > [lint 1/1] RUN npm run lint:\n1.000 1 problem\n'],
    hides: [' > [test 1/1]'],
  }),
  entry('slow-list-workers', { args: ['inspect'], prints: ['Platforms:', 'linux/amd64'] }),
  entry('solve-canceled-by-server', {
    exitCode: [1, 130],
    shows: [secondDone, 'failed to solve: Canceled: context canceled'],
  }),
  entry('status-ends-before-solve', { shows: ['[1/2] RUN first'], hides: ['RUN second', 'ERROR'] }),
  entry('status-ids-shared', {
    shows: [
      /\[a 1\/1\] .+\n#\d sha256:1 100B \/ 100B 2\.0s done\n/,
      /\[b 1\/1\] .+\n#\d sha256:1 100B \/ 100B 3\.0s done\n/,
    ],
  }),
  entry('status-of-no-job', {
    waits: true,
    exitCode: 1,
    shows: ['failed to receive status: rpc error: code = Unknown desc = no such job r'],
    leavesOpen: true,
  }),
  entry('status-outlives-solve', {
    waits: true,
    exitCode: [0, 1, 130],
    shows: [secondDone],
    leavesOpen: true,
  }),
  entry('vertex-never-completed', { shows: ['[2/2] RUN make\n#2 1.000 cc main.c\n'], hides: ['#2 DONE', 'ERROR'] }),
  entry('vertex-starts-twice', { shows: ['[1/1] RUN make\n#1 DONE 5.0s'] }),
];
