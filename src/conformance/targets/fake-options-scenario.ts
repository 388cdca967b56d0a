import { defaultFixtures } from '../fixtures/default-fixtures.js';
import type { BuildMatch, BuildScript } from '../../scenarios/model/build-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';

const { contextPath = '' } = defaultFixtures.builds.showsOptions ?? {};
const steady = { target: 'steady' } as const;

const base: readonly VertexScript[] = [
  { name: '[internal] load build definition from Dockerfile' },
  { name: '[base 1/1] COPY rootfs /', cached: true },
];
const step: VertexScript = { name: '[steady 1/1] RUN echo stage=steady' };
const steadyRuns: readonly VertexScript[] = [...base, { ...step, logs: [{ text: 'stage=steady\n' }] }];
const steadyCached: readonly VertexScript[] = [...base, { ...step, cached: true }];
const files: VertexScript = { name: 'exporting to client directory', statuses: [{ id: 'copying files' }] };

function image(...names: readonly string[]): VertexScript {
  return { name: 'exporting to image', statuses: ['exporting layers', ...names].map((id) => ({ id })) };
}

/**
 * The build whose step logs what it sees of its options; an option that a template has no word for needs a script of
 * its own.
 */
function shows(when: BuildMatch, { secret = '', context = 'own' } = {}): BuildScript {
  const lines = [
    'stage=shows',
    'arg={{buildArgs.WORD}}',
    'platform={{platforms[0]}}',
    `context=${context}`,
    `secret=${secret}`,
    'ssh={{ssh[0].id}}',
    'host={{extraHosts[0]}}',
    'network={{networkMode}}',
    'shm={{shmSize}}',
    '{{ulimits.values.nofile.name}}={{ulimits.values.nofile.soft}}:{{ulimits.values.nofile.hard}}',
    'cgroup=0::/{{cgroupParent}}/buildkit/step',
  ];
  const run = { name: '[shows 3/3] RUN sh /show-options', logs: [{ text: `${lines.join('\n')}\n` }] };
  return { when: { contextPath, ...when }, template: true, vertices: [...base, run, image()] };
}

function fails(when: BuildMatch, message: string, vertices: readonly VertexScript[] = []): BuildScript {
  return { when: { contextPath, ...when }, vertices, error: { message, leavesResult: false } };
}

function plays(when: BuildMatch, vertices: readonly VertexScript[]): BuildScript {
  return { when: { contextPath, ...when }, template: true, vertices };
}

const some = { pattern: '.' };
const outline = '{"name":"shows","args":[{"name":"NONCE"},{"name":"WORD"}],"secrets":[{"name":"word"}]}';

/** The scripts of builds that show their options; those of wrong options come first. */
export const optionBuilds: readonly BuildScript[] = [
  fails({ allow: [some] }, 'invalid entitlement: testkit.unknown'),
  fails({ attests: [{ type: 'testkit', disabled: false }] }, 'unknown attestation type "testkit"'),
  plays({ ...steady, cacheFrom: [{ type: 'local', attrs: { src: some } }] }, [...steadyCached, image()]),
  fails({ cacheFrom: [{ type: 'local' }] }, 'local cache importer requires src'),
  fails({ cacheTo: [{ type: 'local' }] }, 'Cache export is not supported for the docker driver.'),
  fails({ builder: some }, 'no builder "testkit-unknown" found'),
  fails({ exportPush: true }, 'dial tcp 127.0.0.1:9: connect: connection refused', [...steadyCached, image()]),
  fails({ secrets: [{ filePath: '', env: '' }] }, 'failed to stat testkit.missing: no such file or directory'),
  fails({ ssh: [{ paths: [{ glob: '/missing/*' }] }] }, 'stat /missing/agent.sock: no such file or directory'),
  fails({ metadataFile: { glob: '/missing/*' } }, 'open /missing/.tmp-metadata.json: no such file or directory'),
  fails({ sourcePolicy: { rules: [{ action: 'DENY' }] } }, 'source "local://context" denied by policy'),
  {
    when: { contextPath, callFunc: { name: 'outline' } },
    vertices: base.slice(0, 1),
    reply: { 'result.json': outline, version: '1.0.0' },
  },
  plays({ ...steady, exportLoad: true, exports: [{ type: 'local' }] }, [...steadyCached, image(), files]),
  plays({ ...steady, exports: [{ type: 'local' }] }, [...steadyCached, files]),
  plays({ ...steady, tags: { exactly: [some, some] } }, [
    ...steadyCached,
    image('naming to {{tags[0]}}', 'naming to {{tags[1]}}'),
  ]),
  plays({ ...steady, noCache: true }, [...steadyRuns, image()]),
  plays({ ...steady, noCacheFilter: ['steady'] }, [...steadyRuns, image()]),
  plays(steady, [...steadyCached, image()]),
  shows({ secrets: [{ id: 'word', filePath: some }] }, { secret: 'kept' }),
  shows({ secrets: [{ id: 'word', env: some }] }, { secret: 'the value of {{secrets[0].env}}' }),
  shows({ namedContexts: { other: some } }, { context: 'other' }),
  shows({}),
];
