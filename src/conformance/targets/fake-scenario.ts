import { defaultFixtures } from '../default-fixtures.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { Scenario } from '../../scenarios/model/scenario.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';

const definition = 'load build definition from Dockerfile';

const exported: VertexScript = { name: 'exporting to image', statuses: [{ id: 'exporting layers' }] };

/** Requirements pad the Dockerfile with comments. */
const comments = '(#[^\\n]*\\n)*';
/** No character of it means anything in a pattern, but for the slash and the angle brackets, which do not alone. */
const stdinDockerfile = defaultFixtures.builds.stdinDockerfile ?? '';

/** What the default fixtures mean on the fake; nothing takes time that need not, for the suite runs on the wall clock. */
export const fixtureScenario: Scenario = {
  name: 'fixtures of the conformance suite',
  builds: [
    {
      when: { contextPath: '/fixtures/succeeds', dockerfileName: 'missing' },
      vertices: [transfer('[internal] load build definition from missing')],
      error: { message: 'failed to read dockerfile: open missing: no such file or directory' },
    },
    fixture('succeeds', [{ name: '[1/1] COPY greeting /greeting' }, exported]),
    fixture('fails', [
      {
        name: '[2/2] RUN echo out; echo err >&2; echo changed > /changed; exit 3',
        logs: [{ text: 'out\n' }, { text: 'err\n', stream: 'stderr' }],
        error:
          'process "/bin/sh -c echo out; echo err >&2; echo changed > /changed; exit 3" ' +
          'did not complete successfully: exit code: 3',
      },
    ]),
    fixture('warns', [
      {
        name: '[1/1] COPY rootfs /',
        warnings: [
          {
            short: 'MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label',
            source: { filename: 'Dockerfile', text: 'FROM scratch\nMAINTAINER nobody\n' },
            ranges: [{ start: { line: 2 }, end: { line: 2 } }],
          },
        ],
      },
      exported,
    ]),
    fixture('logs', [
      {
        name: '[logs 2/2] RUN echo out; echo err >&2',
        logs: [{ text: 'out\n' }, { text: 'err\n', stream: 'stderr' }],
      },
      exported,
    ]),
    fixture('long', [
      { name: '[long 2/2] RUN echo started; sleep 20', logs: [{ text: 'started\n' }], takes: '20s' },
      exported,
    ]),
    stdinFixture({ pattern: `^${comments}${stdinDockerfile}${comments}$` }),
    { ...stdinFixture(''), error: { message: 'failed to read dockerfile: no local sources enabled' } },
    {
      ...stdinFixture({ glob: '*' }),
      error: { message: 'dockerfile parse error: stdin is not the Dockerfile of the fixtures' },
    },
  ],
  fallback: true,
};

/** The same for a server that is not only for the suite: any other Dockerfile on stdin is built. */
export const servedFixtures: Scenario = { ...fixtureScenario, builds: fixtureScenario.builds?.slice(0, -1) ?? [] };

function stdinFixture(stdin: NonNullable<BuildScript['when']>['stdin'] & {}): BuildScript {
  return {
    when: { contextPath: '-', stdin },
    vertices: [transfer('[internal] load remote build context'), exported],
  };
}

function fixture(name: string, vertices: readonly VertexScript[]): BuildScript {
  return {
    name,
    when: { contextPath: `/fixtures/${name}` },
    vertices: [transfer(`[internal] ${definition}`), { name: '[1/2] COPY rootfs /', cached: true }, ...vertices],
  };
}

function transfer(name: string): VertexScript {
  return { name, statuses: [{ id: 'transferring dockerfile:', name: 'transferring', current: 128 }] };
}
