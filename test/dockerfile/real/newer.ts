interface Newer {
  readonly error?: string;
  readonly lines?: readonly number[];
  readonly steps?: readonly (readonly [name: string, ...inputs: readonly string[]])[];
}

const load = (image: string): readonly [string] => [`[internal] load metadata for docker.io/library/${image}`];
const first = [
  ['[internal] load build definition from Dockerfile'],
  load('alpine:latest'),
  ['[internal] load .dockerignore'],
] as const;

/** Where the newest frontend does otherwise than the one that was recorded; its sources say how. */
export const newer: Readonly<Record<string, Newer>> = {
  'error-bool': {
    error: 'dockerfile parse error on line 2: expecting boolean value for flag --link, not: maybe',
  },
  'error-checksum': { error: 'checksum requires HTTP(S) or Git sources' },
  'error-chmod': { error: "invalid chmod parameter: '99'. it should be octal string and between 0 and 07777" },
  'error-expose': { error: 'invalid port: "80/xyz": invalid proto: xyz' },
  'error-flag': { error: 'dockerfile parse error on line 2: unknown flag: --form (did you mean from?)' },
  'error-from-variable': {
    error:
      'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
  },
  // It blamed a line of the trigger, too, which it took for one of the Dockerfile.
  'error-onbuild-chain': { error: 'unknown instruction: RUNN (did you mean RUN?)', lines: [3] },
  'error-target': { error: 'target stage "biuld" could not be found (did you mean build?)' },
  // It spelt the name of the middle step wrongly.
  'cache-owner': {
    steps: [
      ...first,
      ['[stage-0 1/2] FROM docker.io/library/alpine:latest'],
      ['[internal] setting cache mount permissions'],
      [
        '[stage-0 2/2] RUN --mount=type=cache,target=/c,uid=1000,mode=0700 --mount=type=cache,id=shared,target=d,sharing=locked true',
        '[stage-0 1/2] FROM docker.io/library/alpine:latest',
        '[internal] setting cache mount permissions',
      ],
    ],
  },
  // The BuildKit inside of dockerd knows no MergeOp.
  link: {
    steps: [
      ...first,
      ['[1/4] FROM docker.io/library/alpine:latest'],
      ['[internal] load build context'],
      ['[2/4] COPY --link a.txt /a', '[internal] load build context'],
      ['[2/4] LINK COPY --link a.txt /a', '[1/4] FROM docker.io/library/alpine:latest', '[2/4] COPY --link a.txt /a'],
      ['[3/4] COPY --link --chown=1:1 b /b/', '[internal] load build context'],
      [
        '[3/4] LINK COPY --link --chown=1:1 b /b/',
        '[2/4] LINK COPY --link a.txt /a',
        '[3/4] COPY --link --chown=1:1 b /b/',
      ],
      ['[4/4] RUN true', '[3/4] LINK COPY --link --chown=1:1 b /b/'],
    ],
  },
  // It did not count what ONBUILD adds.
  onbuild: {
    steps: [
      ...first,
      ['[base 1/1] FROM docker.io/library/alpine:latest'],
      ['[stage-1 1/3] ONBUILD RUN echo triggered', '[base 1/1] FROM docker.io/library/alpine:latest'],
      ['[internal] load build context'],
      [
        '[stage-1 2/3] ONBUILD COPY a.txt /',
        '[stage-1 1/3] ONBUILD RUN echo triggered',
        '[internal] load build context',
      ],
      ['[stage-1 3/3] RUN echo after', '[stage-1 2/3] ONBUILD COPY a.txt /'],
    ],
  },
};
