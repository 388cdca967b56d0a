import {
  build,
  ControllerClient,
  FakeController,
  vertex,
  type BuildRun,
  type CallEvent,
  type JournalEntry,
} from 'buildx-testkit';

/** With times, progress, logs, warnings and details of its error: all that has integers of 64 bits or bytes. */
export const failingBuild = () =>
  build().add(step()).add(vertex('[2/2] RUN make').takes('2s').logs('cc main.c\n').fails('exit code: 2'));

const step = () => vertex('[1/2] FROM alpine').takes('1s').logs('hello\n');

/** What a client and a journal tell of a build. */
export async function buildOfAllSorts(): Promise<{
  readonly events: readonly CallEvent[];
  readonly entries: readonly JournalEntry[];
  readonly run: BuildRun;
}> {
  const fake = await FakeController.start({ scenario: { builds: [build().add(step())] } });
  const events: CallEvent[] = [];
  const address = await fake.listen('tcp://127.0.0.1:0');
  const client = ControllerClient.connect(address, { observer: (event) => events.push(event) });
  const run = await client.build({ contextPath: '.', shmSize: 64n });
  await client.rpc.inspect({ ref: 'nobody' }).catch(() => undefined);
  await client.close();
  const entries = [...fake.journal.entries];
  await fake.stop();
  return { events, entries, run };
}
