import { example, type Requirement } from '../trial/requirement.js';
import { builtSession } from './session.js';

/** How long buildx's own client waits for dialling and Info together, in milliseconds, before it gives up. */
const clientPatienceMs = 1000;

export const infoRequirements: readonly Requirement[] = [
  {
    id: 'INFO-001',
    title: 'Info names the controller by package and version.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.1',
    check: example(async (trial) => {
      const info = await trial.client.rpc.info();
      trial.exercised();
      trial.holds('there is a package', (info.buildxVersion?.package ?? '') !== '', info);
      trial.holds('there is a version', (info.buildxVersion?.version ?? '') !== '', info);
    }),
  },
  {
    id: 'INFO-002',
    title: 'Info says the same on every connection and whatever was built since.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.1, §2.2',
    check: example(async (trial) => {
      const first = await trial.client.rpc.info();
      const other = await trial.newClient();
      await builtSession(trial);
      trial.exercised();
      trial.equal('Info on the same connection, after a build', await trial.client.rpc.info(), first);
      trial.equal('Info on another connection', await other.rpc.info(), first);
    }),
  },
  {
    id: 'INFO-003',
    title: 'Info answers a new connection within the second that clients allow it.',
    level: 'MUST',
    source: 'docs/real-controller.md §2.2',
    check: example(async (trial) => {
      const client = await trial.newClient();
      await client.rpc.info({}, { deadlineMs: clientPatienceMs });
      trial.exercised();
    }),
  },
];
