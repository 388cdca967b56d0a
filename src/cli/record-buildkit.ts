import { BuildKitClient } from '../client/buildkit-client.js';
import { TargetUnreachableError } from '../conformance/targets/target-unreachable-error.js';
import { BuildKitRecorder } from '../recorder/buildkit/buildkit-recorder.js';
import { printRecording } from '../recorder/print-recording.js';
import { toScenario } from '../scenarios/to-scenario.js';
import { keepAlive } from '../time/keep-alive.js';
import { Http2Relay } from '../transport/http2-relay.js';
import { Listener } from '../transport/listening/listener.js';
import { exposureOf } from './exposure.js';
import { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { NotAllRecordedError } from './not-all-recorded-error.js';
import { saveRecording } from './saved-recording.js';

interface Options {
  readonly upstream: string;
  readonly listen: string;
  readonly out: string;
  readonly calls?: number;
}

/** Stands between clients and a BuildKit, and writes the builds that passed as a scenario. */
export async function recordBuildKit(options: Options, io: Io): Promise<void> {
  await assertThere(options.upstream);
  // Heard until all is written: what was recorded cannot be had again.
  const interruption = new Interruption();
  try {
    await save(await watch(options, interruption, io), options, io);
  } finally {
    interruption.ignore();
  }
}

/** @throws TargetUnreachableError when nobody answers as a BuildKit does */
async function assertThere(upstream: string): Promise<void> {
  const client = await BuildKitClient.connect(upstream);
  try {
    await client.call('Control.ListWorkers', {});
  } catch (error) {
    throw new TargetUnreachableError(`no BuildKit answers at ${upstream}`, { cause: error });
  } finally {
    await client.close();
  }
}

/** Records until it is interrupted, or until as many builds have ended as were wanted. */
async function watch(
  { upstream, listen, calls }: Options,
  interruption: Interruption,
  io: Io,
): Promise<BuildKitRecorder> {
  let enough = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const recorder = new BuildKitRecorder(
    (line) => io.err.write(`${line}\n`),
    (built) => {
      if (calls !== undefined && built >= calls) enough();
    },
  );
  const listener = await Listener.open(
    listen,
    () => new Http2Relay(upstream, (path, headers) => recorder.witness(path, headers)),
  );
  const exposure = exposureOf(listener.target);
  if (exposure !== undefined) io.err.write(`${exposure}\n`);
  io.out.write(`listening on ${listener.target}\n`);
  await keepAlive(() => Promise.race([interruption.happened, done]));
  listener.close();
  return recorder;
}

async function save({ builds, gaps }: BuildKitRecorder, { out }: Options, io: Io): Promise<void> {
  const comment = ['Recorded from a BuildKit by buildx-testkit record.', ...gaps.map((gap) => `Not recorded: ${gap}`)];
  await saveRecording(out, printRecording(toScenario({ builds }), comment.join('\n')), io);
  io.err.write(`wrote ${out}: builds: ${builds.length}\n`);
  if (gaps.length > 0) throw new NotAllRecordedError(`not all that passed could be read:\n  ${gaps.join('\n  ')}`);
}
