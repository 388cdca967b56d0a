import { build } from '../../../../src/index.js';
import type { ProgramCase } from '../program-case.js';

const plain = ['build', '--progress', 'plain'];

const staged = [
  'FROM golang:1.21 AS build',
  'ARG VERSION=none',
  'COPY src ./src',
  'RUN make $VERSION',
  'FROM alpine:3.19',
  'COPY --from=build /src/app /app',
  'RUN npm test',
  '',
].join('\n');
const files = { Dockerfile: staged, 'src/main.go': 'package main\n' };

/** The client's own Dockerfile, read through its session and played; what a real BuildKit says to one is in ../../certificate. */
export const dockerfileCases: readonly ProgramCase[] = [
  {
    name: 'shows the steps of its own Dockerfile, and nothing of its context that is ignored',
    files: { ...files, '.dockerignore': '*.log\n', 'a.log': 'never sent' },
    args: [...plain, '.'],
    scenario: {},
    shows: ['[build 2/3] COPY src ./src', '[stage-1 3/3] RUN npm test', /transferring context: \d+B/],
    hides: ['a.log'],
    builds: 1,
  },
  {
    name: 'builds one stage of its own Dockerfile',
    files,
    args: [...plain, '--target', 'build', '.'],
    scenario: {},
    shows: ['[build 2/3] COPY src ./src'],
    hides: ['npm test'],
  },
  {
    name: 'shows the lines of its Dockerfile that are to blame for a step',
    files,
    args: [...plain, '.'],
    scenario: {
      builds: [
        build()
          .fromDockerfile()
          .step(/npm test/)
          .logs('1 failing\n')
          .exits(1),
      ],
    },
    exitCode: 1,
    shows: [
      'Dockerfile:7',
      /\n +7 \| >>> RUN npm test\n/,
      '1 failing',
      'process "/bin/sh -c npm test" did not complete successfully: exit code: 1',
    ],
  },
  {
    name: 'gives a secret to the step that mounts it',
    files: { Dockerfile: 'FROM alpine\nRUN --mount=type=secret,id=token,required make\n', token: 'hunter2' },
    args: [...plain, '--secret', 'id=token,src=token', '.'],
    scenario: {},
    shows: [/\d\/2\] RUN --mount=type=secret,id=token,required make/],
    hides: ['hunter2'],
  },
  {
    name: 'checks its Dockerfile',
    since: '0.15',
    files: { Dockerfile: 'FROM scratch\nMAINTAINER me\n' },
    args: ['build', '--call', 'check', '.'],
    scenario: {},
    exitCode: 1,
    prints: ['MaintainerDeprecated', 'Dockerfile:2'],
  },
  {
    name: 'outlines its Dockerfile',
    since: '0.15',
    files,
    args: ['build', '--call', 'outline', '--target', 'build', '.'],
    scenario: {},
    prints: ['VERSION', 'none'],
  },
  {
    name: 'lists the stages of its Dockerfile',
    since: '0.15',
    files,
    args: ['build', '--call', 'targets', '.'],
    scenario: {},
    prints: ['build', '(default)'],
  },
];
