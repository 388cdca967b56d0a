import { isObject } from '../../../protocol/is-object.js';
import type { Revision } from '../../../protocol/revision.js';
import { methodOf } from '../../../protocol/service.js';
import type { BuildOptions, Init } from '../../../protocol/messages.js';
import { example, type Requirement } from '../../trial/requirement.js';
import { fixtureBuild } from '../fixture-build.js';
import { steady } from './shown.js';

/** Options that do not contradict each other, and that keep no build from succeeding. */
const together: Init<BuildOptions> = {
  ...steady,
  attests: [{ type: 'testkit', disabled: true, attrs: 'type=testkit,disabled=true' }],
  buildArgs: { WORD: 'word' },
  cacheFrom: [{ type: 'registry', attrs: { ref: '127.0.0.1:9/testkit' } }],
  cacheTo: [{ type: 'inline', attrs: { mode: 'min' } }],
  cgroupParent: 'testkit',
  exports: [{ type: 'image', attrs: { name: 'testkit/named' } }],
  extraHosts: ['testkit.example:192.0.2.7'],
  labels: { 'testkit.label': 'one' },
  networkMode: 'none',
  noCacheFilter: ['shows'],
  platforms: ['linux/s390x'],
  secrets: [{ id: 'word', env: 'PATH' }],
  shmSize: 1_048_576n,
  tags: ['testkit/one'],
  ulimits: { values: { nofile: { name: 'nofile', soft: 100n, hard: 200n } } },
  pull: true,
  sourcePolicy: {
    version: 1n,
    rules: [
      {
        action: 'CONVERT',
        selector: {
          identifier: 'docker-image://testkit.example/*',
          matchType: 'REGEX',
          constraints: [{ key: 'testkit', value: 'one', condition: 'NOTEQUAL' }],
        },
        updates: { identifier: 'docker-image://testkit.example/other', attrs: { testkit: 'two' } },
      },
    ],
  },
  ref: 'testkitbuild',
  groupRef: 'testkitgroup',
  annotations: ['testkit=one'],
  withProvenanceResponse: true,
  provenanceResponseMode: 'max',
};

export const givenBackRequirements: readonly Requirement[] = [
  {
    id: 'INSPECT-006',
    title: 'Inspect gives back every option of a build, as it was sent.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.11, §9.1, §9.3',
    since: '0.11',
    needs: ['builds.showsOptions'],
    check: example(async (trial) => {
      const { builds } = trial.fixtures;
      const destination = `/tmp/${trial.processId()}`;
      const builtWith: readonly Init<BuildOptions>[] = [
        // Not within the context, but where the server looks for it.
        { ...together, dockerfileName: `${builds.showsOptions?.contextPath ?? ''}/Dockerfile` },
        { ...steady, noCache: true },
        { ...steady, exports: [{ type: 'local', destination }] },
        { ...steady, ...builds.seesContext },
        { ...steady, ...builds.seesSecret },
        { ...steady, ...builds.seesAgent },
        { callFunc: { name: 'outline', format: 'json', ignoreStatus: true } },
      ];
      for (const options of builtWith) {
        const ref = trial.ref();
        const sent = carriedBy(trial.revision, { ...fixtureBuild(trial, 'showsOptions'), ...options });
        await trial.client.build(sent, { ref });
        const { options: seen } = await trial.client.rpc.inspect({ ref });
        trial.exercised();
        trial.equal('the options', onlyOf(seen, sent), sent);
      }
    }),
  },
];

/** What of those options the messages of a revision have. */
function carriedBy(revision: Revision, options: Init<BuildOptions>): Init<BuildOptions> {
  const codec = methodOf(revision, 'Build').request;
  return onlyOf(codec.decode(codec.encode({ options })).options, options) as Init<BuildOptions>;
}

/** The parts of what was seen that were sent; fields that were left out are empty. */
function onlyOf(seen: unknown, sent: unknown): unknown {
  if (Array.isArray(sent) && Array.isArray(seen)) {
    return seen.map((element: unknown, index): unknown => (index in sent ? onlyOf(element, sent[index]) : element));
  }
  if (!isObject(sent) || !isObject(seen)) return seen;
  return Object.fromEntries(Object.keys(sent).map((key) => [key, onlyOf(seen[key], sent[key])]));
}
