import { RpcFailure } from '../playback/rpc-failure.js';
import type { BuildOptions } from '../protocol/messages.js';
import type { Mutant } from './mutant.js';
import { ending, excusing, recoding, rewording } from './shape/ending.js';
import { refusing } from './shape/receiving.js';
import { sending } from './shape/sending.js';

const sessionDetail = 'github.com/docker/buildx/errdefs.Build+json';

function textsOf({ buildArgs, labels }: BuildOptions): string {
  return [...Object.values(buildArgs), ...Object.values(labels)].join('');
}

export const buildMutants: readonly Mutant[] = [
  {
    name: 'build-without-ref',
    does: 'Build without a ref ends OK.',
    requirement: 'BUILD-001',
    handlers: () => excusing('Build', /empty (key|session ID)/),
  },
  {
    name: 'build-without-ref-recoded',
    does: 'Build without a ref ends INVALID_ARGUMENT.',
    requirement: 'BUILD-001',
    handlers: () => recoding('Build', 'INVALID_ARGUMENT', /empty (key|session ID)/),
  },
  {
    name: 'build-replies-twice',
    does: 'Build sends its reply twice.',
    requirement: 'BUILD-002',
    handlers: () => sending('Build', (message) => [message, message]),
  },
  {
    name: 'build-without-reply',
    does: 'Build ends OK without a reply.',
    requirement: 'BUILD-002',
    handlers: () => sending('Build', () => []),
  },
  {
    name: 'build-ascii-only',
    does: 'A build arg or a label that is not ASCII makes the build fail.',
    requirement: 'BUILD-003',
    handlers: () =>
      refusing('Build', ({ options }) =>
        options !== undefined && /[^\0-\x7f]/.test(textsOf(options)) ? new RpcFailure('bad character') : undefined,
      ),
  },
  {
    name: 'build-chokes-on-newline',
    does: 'A build arg or a label with a newline or a comma makes the build fail.',
    requirement: 'BUILD-003',
    handlers: () =>
      refusing('Build', ({ options }) =>
        options !== undefined && /[\n,]/.test(textsOf(options)) ? new RpcFailure('bad separator') : undefined,
      ),
  },
  {
    name: 'build-failure-internal',
    does: 'The failure of a step ends Build with INTERNAL.',
    requirement: 'BUILD-004',
    handlers: () => recoding('Build', 'INTERNAL', /exit code/),
  },
  {
    name: 'build-failure-without-exit-code',
    does: 'The failure of a step does not tell the exit code.',
    requirement: 'BUILD-004',
    handlers: () => rewording('Build', /: exit code: \d+/, ''),
  },
  {
    name: 'build-early-failure-ok',
    does: 'A build that fails before its first step ends OK.',
    requirement: 'BUILD-005',
    handlers: () => excusing('Build', /failed to read dockerfile/),
  },
  {
    name: 'build-early-failure-mute',
    does: 'A build that fails before its first step says nothing of why.',
    requirement: 'BUILD-005',
    handlers: () => rewording('Build', /^.*failed to read dockerfile.*$/s, ''),
  },
  {
    name: 'build-early-failure-not-found',
    does: 'A build whose Dockerfile is not there ends NOT_FOUND.',
    requirement: 'BUILD-005',
    handlers: () => recoding('Build', 'NOT_FOUND', /failed to read dockerfile/),
  },
  {
    name: 'build-error-without-session',
    does: 'The error of a failed step does not carry its session.',
    requirement: 'BUILD-006',
    revision: '0.12',
    handlers: () =>
      ending('Build', ({ message, code, details }) => {
        const others = details.filter(({ typeUrl }) => typeUrl !== sessionDetail);
        return new RpcFailure(message, code, others);
      }),
  },
  {
    name: 'build-error-session-twice',
    does: 'The error of a failed step carries its session twice.',
    requirement: 'BUILD-006',
    revision: '0.12',
    handlers: () =>
      ending('Build', ({ message, code, details }) => new RpcFailure(message, code, [...details, ...details])),
  },
  {
    name: 'build-error-torn-stack',
    does: 'The last byte of each typed detail but the session is missing.',
    requirement: 'BUILD-007',
    revision: '0.12',
    handlers: () =>
      ending('Build', (failure) => {
        const torn = failure.details.map((detail) =>
          detail.typeUrl === sessionDetail ? detail : { typeUrl: detail.typeUrl, value: detail.value.subarray(0, -1) },
        );
        const stack = { typeUrl: 'github.com/moby/buildkit/stack.Stack+json', value: Buffer.from('{') };
        return new RpcFailure(failure.message, failure.code, [stack, ...torn]);
      }),
  },
  {
    name: 'build-error-torn-detail',
    does: 'The last byte of each typed detail is missing.',
    requirement: 'BUILD-007',
    revision: '0.12',
    handlers: () =>
      ending('Build', ({ message, code, details }) => {
        const torn = details.map(({ typeUrl, value }) => ({ typeUrl, value: value.subarray(0, -1) }));
        return new RpcFailure(message, code, torn);
      }),
  },
];
