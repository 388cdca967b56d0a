import { build, vertex } from '../../../../src/index.js';
import type { ProgramCase } from '../program-case.js';

const plain = ['build', '--progress', 'plain', '.'];

/** What a script says is what the program shows. */
export const progressCases: readonly ProgramCase[] = [
  {
    name: 'shows steps that are cached and steps that run, with their time and their log',
    args: plain,
    scenario: {
      builds: [
        build()
          .add(vertex('[1/2] FROM docker.io/library/alpine').cached())
          .add(vertex('[2/2] RUN make').takes('90s').logs('cc main.c\n')),
      ],
    },
    shows: [
      /#\d+ \[1\/2\] FROM docker\.io\/library\/alpine\n#\d+ CACHED/,
      /#\d+ [\d.]+ cc main\.c\n/,
      /#\d+ DONE 90\.0s/,
    ],
    builds: 1,
  },
  {
    name: 'fails with the exit code of a step, and its log once more',
    args: plain,
    scenario: {
      builds: [build().add(vertex('[1/1] RUN make').logs('cc main.c\n', { stream: 'stderr' }).exits(2))],
    },
    exitCode: 1,
    shows: [
      'ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2',
      /------\n > \[1\/1\] RUN make:\n[\d.]+ cc main\.c\n------/,
      'failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    ],
  },
  {
    name: 'fails with any words of a step',
    args: plain,
    scenario: { builds: [build().add(vertex('[1/1] COPY a b').fails('"/a": not found'))] },
    exitCode: 1,
    shows: ['ERROR: "/a": not found', 'failed to solve: "/a": not found'],
  },
  {
    name: 'fails where every step succeeded',
    args: plain,
    scenario: { builds: [build().add(vertex('[1/1] RUN make')).fails('no space left on device')] },
    exitCode: 1,
    shows: [/DONE/, 'failed to solve: no space left on device'],
    hides: ['failed to solve: failed to solve'],
  },
  {
    name: 'shows warnings',
    args: plain,
    scenario: { builds: [build().add(vertex('[1/1] RUN make').warns('a little warm'))] },
    shows: ['a little warm'],
  },
  {
    name: 'shows how far a step is',
    args: plain,
    scenario: {
      builds: [
        build().add(
          vertex('[1/1] FROM alpine').takes('4s').progress('sha256:1', { name: 'extracting', total: 100, takes: '4s' }),
        ),
      ],
    },
    shows: [/\[1\/1\] FROM alpine/],
  },
  {
    name: 'tells progress as JSON',
    args: ['build', '--progress', 'rawjson', '.'],
    scenario: { builds: [build().add(vertex('[1/1] RUN make').takes('1h').logs('made\n'))] },
    shows: [/"name": ?"\[1\/1\] RUN make"/, Buffer.from('made\n').toString('base64')],
  },
  {
    name: 'says nothing when it is to be quiet',
    args: ['build', '-q', '.'],
    scenario: { builds: [build().add(vertex('[1/1] RUN make').logs('made\n'))] },
    hides: ['made', 'RUN make'],
  },
];
