import { defaultFixtures } from '../fixtures/default-fixtures.js';
import { optionBuilds } from './fake-options-scenario.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import type { VertexScript, WarningScript } from '../../scenarios/model/vertex-script.js';

const definition = '[internal] load build definition from Dockerfile';
const ignore = '[internal] load .dockerignore';
const context = '[internal] load build context';

const exported: VertexScript = {
  name: 'exporting to image',
  statuses: [{ id: 'exporting layers' }, { id: `writing image sha256:${'0a'.repeat(32)}` }],
};

const emptyContinuation: WarningScript = {
  short: 'Empty continuation line found in: RUN true &&   true',
  detail: ['Empty continuation lines will become errors in a future release'],
  url: 'https://github.com/moby/moby/pull/33719',
  source: {
    filename: 'Dockerfile',
    text: 'FROM scratch\nCOPY rootfs /\nRUN true && \\\n\n  true\n',
    language: 'Dockerfile',
  },
  ranges: [{ start: { line: 5 }, end: { line: 5 } }],
};

const failsDockerfile = `FROM scratch AS base
COPY rootfs /

FROM base AS fails
ARG NONCE
RUN echo prepared > /prepared
RUN echo out; echo err >&2; echo changed > /changed; exit 3
`;
const failingStep =
  'process "/bin/sh -c echo out; echo err >&2; echo changed > /changed; exit 3" ' +
  'did not complete successfully: exit code: 3';

/** Where the frontend looked that failed, as a detail of the error. */
function blamed(dockerfile: string, line: number): ErrorDetails[number] {
  const ranges = [{ start: { line }, end: { line } }];
  return {
    typeUrl: 'github.com/moby/buildkit/errdefs.Source+json',
    json: { info: { filename: 'Dockerfile', data: Buffer.from(dockerfile).toString('base64') }, ranges },
  };
}

type ErrorDetails = NonNullable<(BuildScript['error'] & {})['details']>;
/** What failed was a step of the solver's, though none that a Dockerfile names. */
const unnamedStep: ErrorDetails[number] = { typeUrl: 'github.com/moby/buildkit/errdefs.Solve+json', json: {} };

/** Matches the comments with which requirements pad the Dockerfile. */
const comments = '(#[^\\n]*\\n)*';
/**
 * The Dockerfile as a pattern. It needs no escapes, because none of its characters means anything in a pattern by
 * itself.
 */
const stdinDockerfile = defaultFixtures.builds.stdinDockerfile ?? '';

/**
 * What the default fixtures do on the fake. Nothing takes time that need not, because the suite runs on the wall clock.
 */
export const fixtureScenario: Scenario = {
  name: 'fixtures of the conformance suite',
  builds: [
    {
      when: { contextPath: '/fixtures/succeeds', dockerfileName: 'missing' },
      vertices: [transfer('[internal] load build definition from missing', 'transferring dockerfile:', 2)],
      error: {
        message: 'failed to read dockerfile: open missing: no such file or directory',
        details: [unnamedStep],
      },
    },
    {
      ...fixture('configured', '[1/2] COPY rootfs /', [{ name: '[2/2] WORKDIR /work' }, exported]),
      image: {
        users: {},
        user: '1000:7',
        cwd: '/work',
        env: ['TESTKIT_A=image', 'TESTKIT_B=image'],
        cmd: ['/bin/echo', 'image'],
      },
    },
    fixture('succeeds', '[base 1/2] COPY rootfs /', [
      { name: '[base 2/2] RUN echo built > /built', cached: true },
      {
        name: '[stage-1 1/1] COPY greeting /greeting',
        inputs: ['[base 2/2] RUN echo built > /built', context],
        cached: true,
      },
      exported,
    ]),
    {
      ...fixture('fails', '[base 1/1] COPY rootfs /', [
        { name: '[fails 1/2] RUN echo prepared > /prepared' },
        {
          name: '[fails 2/2] RUN echo out; echo err >&2; echo changed > /changed; exit 3',
          logs: [{ text: 'out\n' }, { text: 'err\n', stream: 'stderr' }],
          error: failingStep,
        },
      ]),
      error: { message: failingStep, details: [blamed(failsDockerfile, 7)] },
    },
    fixture('warns', '[1/2] COPY rootfs /', [{ name: '[2/2] RUN true &&   true', cached: true }, exported], {
      warnings: [emptyContinuation],
    }),
    fixture('logs', '[base 1/1] COPY rootfs /', [
      {
        name: '[logs 1/1] RUN echo out; echo err >&2',
        logs: [{ text: 'out\n' }, { text: 'err\n', stream: 'stderr' }],
      },
      exported,
    ]),
    fixture('long', '[base 1/1] COPY rootfs /', [
      { name: '[long 1/1] RUN echo started; sleep 20', logs: [{ text: 'started\n' }], takes: '20s' },
      exported,
    ]),
    ...optionBuilds,
    stdinFixture({ pattern: `^${comments}${stdinDockerfile}${comments}$` }),
    { ...stdinFixture(''), error: { message: 'failed to read dockerfile: no local sources enabled' } },
    cutDockerfile('FROM scratch\nCO', 'dockerfile parse error on line 2: unknown instruction: CO (did you mean COPY?)'),
    cutDockerfile({ pattern: '^FROM scratch\nCOPY <<EOF[^\n]*$' }, 'unterminated heredoc'),
    {
      ...stdinFixture({ glob: '*' }),
      error: { message: 'dockerfile parse error: stdin is not the Dockerfile of the fixtures' },
    },
  ],
  fallback: true,
};

/** The same for a server that others use besides the suite: any other Dockerfile on stdin is built, too. */
export const servedFixtures: Scenario = { ...fixtureScenario, builds: fixtureScenario.builds?.slice(0, -1) ?? [] };

function stdinFixture(stdin: NonNullable<BuildScript['when']>['stdin'] & {}): BuildScript {
  const document = '[internal] preparing inline document';
  return {
    when: { contextPath: '-', stdin },
    vertices: [
      transfer(definition, 'transferring dockerfile:', 128),
      transfer(ignore, 'transferring context:', 2),
      { name: document },
      { name: '[1/1] COPY <<EOF /from-stdin' },
      exported,
    ],
  };
}

/** A part of the Dockerfile: the frontend fails before it looks at anything else. */
function cutDockerfile(stdin: NonNullable<BuildScript['when']>['stdin'] & {}, message: string): BuildScript {
  return {
    when: { contextPath: '-', stdin },
    vertices: [transfer(definition, 'transferring dockerfile:', 128)],
    error: { message, details: [blamed('FROM scratch\n', 2), unnamedStep] },
  };
}

/** A build as BuildKit shows one whose context has its base in `rootfs`; the step that copies that is in the cache. */
function fixture(
  name: string,
  base: string,
  steps: readonly VertexScript[],
  found: Pick<VertexScript, 'warnings'> = {},
): BuildScript {
  return {
    name,
    when: { contextPath: `/fixtures/${name}` },
    // The image is made from nothing but a busybox, so it has no file of users.
    image: { users: {}, cmd: ['/bin/sh'] },
    vertices: [
      { ...transfer(definition, 'transferring dockerfile:', 128), ...found },
      transfer(ignore, 'transferring context:', 2),
      transfer(context, 'transferring context:', 2048),
      { name: base, cached: true },
      ...steps,
    ],
  };
}

function transfer(name: string, id: string, bytes: number): VertexScript {
  return { name, statuses: [{ id, name: 'transferring', current: bytes }] };
}
