/** What a suite of somebody's own looks like, in the words of a runner. */
export interface Words {
  /** Its first lines: what gives `it`, and the package. */
  readonly head: string;
  /** Replaces the timers and the clock as the runner's users do. */
  readonly fakeTimers: string;
  readonly realTimers: string;
  /** False where Node's sockets stand still with the timers. */
  readonly sockets?: boolean;
}

/** Two tests: one fails with what `client.build` throws; one builds for an hour while the runner's timers stand still. */
export function suiteSource({ head, fakeTimers, realTimers, sockets = true }: Words): string {
  return `${head}
const builds = (outcome) => ({ scenario: { builds: [build().add(outcome(vertex('RUN make').takes('1h').logs('cc main.c\\n')))] } });

it('tells of a failed build', async () => {
  const fake = await FakeController.start(builds((step) => step.fails('exit code: 2')));
  try {
    await fake.client().build({ contextPath: '.' });
  } finally {
    await fake.stop();
  }
});

it('builds while the timers stand still', async () => {
  ${fakeTimers}
  try {
    const fake = await FakeController.start(builds((step) => step));
    const { statuses } = await fake.client().build({ contextPath: '.' });
    if (statuses.length === 0) throw new Error('nothing was told');
    ${sockets ? overSockets : ''}
    await fake.stop();
  } finally {
    ${realTimers}
  }
});
`;
}

const names = 'build, ControllerClient, FakeController, vertex';
export const importPackage = `import { ${names} } from 'buildx-testkit';`;
export const requirePackage = `const { ${names} } = require('buildx-testkit');`;

const overSockets = `const client = ControllerClient.connect(await fake.listen('tcp://127.0.0.1:0'));
    await client.rpc.info();
    await client.close();`;
