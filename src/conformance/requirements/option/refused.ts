import type { BuildOptions, Init } from '../../../protocol/messages.js';
import type { RevisionSpan } from '../../../protocol/revision.js';
import { example, type Requirement } from '../../trial/requirement.js';
import { endingWith, shown, steady } from './shown.js';

const source = 'docs/real-controller.md §9.3';
const needs = ['builds.showsOptions'] as const;

/** An option with a value that no builder can use: a server that hears of it fails. */
interface Refused extends RevisionSpan {
  readonly id: string;
  readonly title: string;
  readonly options: Init<BuildOptions>;
  /** The same without what is wrong with it, which succeeds. */
  readonly harmless?: Init<BuildOptions>;
}

/** An address on which nobody listens. */
const nowhere = '127.0.0.1:9/testkit';

const refused: readonly Refused[] = [
  {
    id: 'OPTION-021',
    title: 'A build that asks for an entitlement that there is none of fails.',
    options: { allow: ['testkit.unknown'] },
  },
  {
    id: 'OPTION-022',
    title: 'A build that asks for an attestation that there is none of fails, unless it is disabled.',
    options: { attests: [{ type: 'testkit', attrs: 'type=testkit' }] },
    harmless: { attests: [{ type: 'testkit', disabled: true, attrs: 'type=testkit,disabled=true' }] },
  },
  {
    id: 'OPTION-023',
    title: 'A build that is to take its cache from a directory that it does not name fails.',
    options: { cacheFrom: [{ type: 'local' }] },
    // A cache that is not there is no cache yet, and no fault.
    harmless: { cacheFrom: [{ type: 'local', attrs: { src: '/tmp/testkit-cache' } }] },
  },
  {
    id: 'OPTION-024',
    title: 'A build that is to keep its cache in a directory that it does not name fails.',
    options: { cacheTo: [{ type: 'local' }] },
    harmless: { cacheTo: [{ type: 'inline' }] },
  },
  {
    id: 'OPTION-025',
    title: 'A build on a builder that there is none of fails.',
    options: { builder: 'testkit-unknown' },
  },
  {
    id: 'OPTION-026',
    title: 'A build whose image is to be pushed where nobody listens fails.',
    options: { tags: [nowhere], exportPush: true },
    harmless: { tags: [nowhere], exports: [{ type: 'image' }] },
  },
  {
    id: 'OPTION-027',
    title: 'A build without a secret that it names fails.',
    options: { secrets: [{ id: 'testkit.missing' }] },
  },
  {
    id: 'OPTION-028',
    title: 'A build without an SSH agent that it names fails.',
    options: { ssh: [{ id: 'default', paths: ['/missing/agent.sock'] }] },
  },
  {
    id: 'OPTION-029',
    title: 'A build whose metadata cannot be written where it is to be fails.',
    until: '2023-04',
    options: { metadataFile: '/missing/metadata.json' },
  },
  {
    id: 'OPTION-030',
    title: 'A build whose sources its policy denies fails.',
    since: '0.11',
    options: {
      sourcePolicy: {
        version: 1n,
        rules: [{ action: 'DENY', selector: { identifier: 'local://context', matchType: 'EXACT' } }],
      },
    },
    harmless: {
      sourcePolicy: {
        version: 1n,
        rules: [{ action: 'ALLOW', selector: { identifier: 'local://context', matchType: 'EXACT' } }],
      },
    },
  },
  {
    id: 'OPTION-031',
    title: 'A build with an output to files that has no destination fails.',
    options: { exports: [{ type: 'local' }] },
  },
];

function requirement({ options, harmless = {}, ...about }: Refused): Requirement {
  return {
    ...about,
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      await shown(trial, { ...steady, ...harmless });
      const { code } = await endingWith(trial, { ...steady, ...options });
      trial.exercised();
      trial.equal('the code of Build', code, 'UNKNOWN');
    }),
  };
}

/** Options that show in what is refused because of them. */
export const refusedOptionRequirements: readonly Requirement[] = [
  ...refused.map(requirement),
  {
    id: 'OPTION-032',
    title: 'A build that is to be loaded besides an output to files is refused, or exports both.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      const exports = [{ type: 'local', destination: `/tmp/${trial.processId()}` }];
      const options = { ...steady, exports, exportLoad: true };
      const { code } = await endingWith(trial, options);
      trial.exercised();
      if (code !== 'OK') return trial.equal('the code of Build', code, 'UNKNOWN');
      const { names } = await shown(trial, options);
      const loads = names.some((name) => /^exporting to (?:image|docker|oci)/.test(name));
      trial.holds('it exports an image, too', loads, names);
    }),
  },
];
