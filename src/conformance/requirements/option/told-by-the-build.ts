import { example, type Requirement } from '../../trial/requirement.js';
import { shown, steady, type Shown } from './shown.js';

const source = 'docs/real-controller.md §9.3';
const needs = ['builds.showsOptions'] as const;

/** Exports an image, because a builder that is not the engine's own exports nothing unasked. */
const image = { ...steady, exports: [{ type: 'image' }] };

/** An image without a time in it, which differs only where it was asked to. */
const timeless = { ...image, buildArgs: { SOURCE_DATE_EPOCH: '0' } };

function ran({ lines }: Shown): boolean {
  return lines.includes('stage=steady');
}

function includes(texts: readonly string[], part: string): boolean {
  return texts.some((text) => text.includes(part));
}

/** Options that show in how a build goes, and in what it replies. */
export const toldOptionRequirements: readonly Requirement[] = [
  {
    id: 'OPTION-002',
    title: 'A build goes as far as the target that it is asked for.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      const { names, lines } = await shown(trial, steady);
      trial.exercised();
      trial.holds('the stage of the target is built', includes(names, '[steady '), names);
      trial.holds('the last stage is not', !lines.includes('stage=shows'), lines);
    }),
  },
  {
    id: 'OPTION-013',
    title: 'A step that ran before is cached, and runs again in a build without the cache.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      await shown(trial, steady);
      const cached = await shown(trial, steady);
      const again = await shown(trial, { ...steady, noCache: true });
      trial.exercised();
      trial.holds('the step is cached', !ran(cached), cached.lines);
      trial.holds('the step runs without the cache', ran(again), again.lines);
    }),
  },
  {
    id: 'OPTION-014',
    title: 'A step of a stage for which the cache is not to be used runs again.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      await shown(trial, steady);
      const other = await shown(trial, { ...steady, noCacheFilter: ['shows'] });
      const again = await shown(trial, { ...steady, noCacheFilter: ['shows', 'steady'] });
      trial.exercised();
      trial.holds('the step of another stage is cached', !ran(other), other.lines);
      trial.holds('the step runs without the cache', ran(again), again.lines);
    }),
  },
  {
    id: 'OPTION-015',
    title: 'An image is named as its build asks for, and the reply and the progress tell so.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      const { reply, statuses } = await shown(trial, { ...image, tags: ['testkit/one', 'testkit/two'] });
      trial.exercised();
      for (const tag of ['testkit/one', 'testkit/two']) {
        trial.holds(`image.name tells ${tag}`, includes([reply['image.name'] ?? ''], tag), reply);
        trial.holds(`it is named to ${tag}`, statuses.some(isNaming(tag)), statuses);
      }
    }),
  },
  {
    id: 'OPTION-016',
    title: 'The labels of a build are a part of what its image is.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      const digests: (string | undefined)[] = [];
      for (const labels of [{}, { 'testkit.label': 'one' }, { 'testkit.label': 'two' }, { 'testkit.label': 'one' }]) {
        const { reply } = await shown(trial, { ...timeless, labels });
        digests.push(reply['containerimage.config.digest']);
      }
      const [bare, one, two, same] = digests;
      trial.holds('the reply tells a digest', bare !== undefined);
      trial.exercised();
      trial.holds('an image with a label is another', one !== bare && two !== one, digests);
      trial.equal('the image with the same label', same, one);
    }),
  },
  {
    id: 'OPTION-017',
    title: 'A build exports what it is asked for: with an output to files, no image.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      const exports = [{ type: 'local', destination: `/tmp/${trial.processId()}` }];
      const { names, reply } = await shown(trial, { ...steady, exports });
      trial.exercised();
      trial.holds('it exports files', includes(names, 'exporting to client'), names);
      trial.holds('it exports no image', !includes(names, 'exporting to image'), names);
      trial.equal('the digest of an image', reply['containerimage.digest'], undefined);
    }),
  },
  {
    id: 'OPTION-018',
    title: 'What an output says of itself reaches the exporter.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      const exports = [{ type: 'image', attrs: { name: 'testkit/named' } }];
      const { reply } = await shown(trial, { ...steady, exports });
      trial.exercised();
      trial.holds('image.name tells the name', includes([reply['image.name'] ?? ''], 'testkit/named'), reply);
    }),
  },
  {
    id: 'OPTION-019',
    title: 'A build that is only to be described is, in its reply.',
    level: 'MUST',
    source,
    needs,
    check: example(async (trial) => {
      const { reply } = await shown(trial, { callFunc: { name: 'outline' } });
      trial.exercised();
      trial.holds('the reply has an outline', 'result.json' in reply, Object.keys(reply));
      trial.holds('the outline tells the build arg', (reply['result.json'] ?? '').includes('WORD'), reply);
    }),
  },
  {
    id: 'OPTION-020',
    title: 'The reply tells the ref of the build, as it was asked for.',
    // Only SHOULD: servers do it from v0.13, which speaks the same protocol as v0.12.
    level: 'SHOULD',
    source,
    since: '0.12',
    needs,
    check: example(async (trial) => {
      const ref = trial.processId();
      const { reply } = await shown(trial, { ...steady, ref });
      trial.exercised();
      trial.holds('buildx.build.ref ends with the ref', (reply['buildx.build.ref'] ?? '').endsWith(`/${ref}`), reply);
    }),
  },
];

function isNaming(tag: string): (status: string) => boolean {
  return (status) => status.startsWith('naming to ') && status.includes(tag);
}
