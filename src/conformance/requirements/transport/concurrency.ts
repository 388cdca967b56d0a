import * as fc from 'fast-check';
import { anyRef } from '../../arbitraries/ref.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { ok, unaryEnding, unknown } from '../ending.js';
import { longBuild } from '../session.js';
import { sessionWording } from '../../../protocol/session-wording.js';

export const transportConcurrencyRequirements: readonly Requirement[] = [
  {
    id: 'XPORT-010',
    title: 'Calls at once on one connection each get the answer to their own request.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.4, §5.10',
    check: property(
      fc.array(fc.option(anyRef(), { nil: '' }), { minLength: 2, maxLength: 30 }),
      async (trial, wanted) => {
        const refs = wanted.map((ref) => (ref === '' ? '' : trial.ref(ref)));
        const endings = await Promise.all(refs.map((ref) => unaryEnding(trial.client.rpc.disconnect({ ref }))));
        trial.exercised();
        trial.equal(
          'Disconnect of each ref',
          endings,
          refs.map((ref) => (ref === '' ? unknown(sessionWording(trial.revision).disconnect.empty) : ok)),
        );
      },
    ),
  },
  {
    id: 'XPORT-011',
    title: 'Open streams hold up no other call, on their connection or another.',
    level: 'MUST',
    source: 'docs/real-controller.md §2.2, §5.5',
    needs: ['builds.takesLong'],
    check: example(async (trial) => {
      const { build } = await longBuild(trial);
      const clients = [trial.client, await trial.newClient()];
      trial.exercised();
      for (const { rpc } of clients) await Promise.all([rpc.info(), rpc.list(), rpc.disconnect({ ref: trial.ref() })]);
      trial.holds('the build still runs', build.ended === undefined, build.ended);
    }),
  },
];
