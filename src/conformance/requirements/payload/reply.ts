import { example, type Requirement } from '../../trial/requirement.js';
import { fixtureBuild } from '../fixture-build.js';

const digest = /^sha256:[0-9a-f]{64}$/;

export const payloadReplyRequirements: readonly Requirement[] = [
  {
    id: 'PAYLOAD-026',
    title: 'A build that exports an image answers with the digests of the image and of its configuration.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.3',
    needs: ['builds.graph'],
    check: example(async (trial) => {
      const { response } = await trial.client.build(fixtureBuild(trial, 'graph'), { ref: trial.ref() });
      trial.exercised();
      const { exporterResponse } = response;
      for (const key of ['containerimage.digest', 'containerimage.config.digest']) {
        trial.holds(`${key} is a digest`, digest.test(exporterResponse[key] ?? ''), exporterResponse);
      }
    }),
  },
];
