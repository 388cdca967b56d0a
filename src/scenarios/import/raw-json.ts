import { Journal } from '../../journal/journal.js';
import { Barriers } from '../../playback/barriers.js';
import { Performance } from '../../playback/builds/performance.js';
import type { StatusResponse } from '../../protocol/messages.js';
import { defaultGraph } from '../../playback/scripts/default-build.js';
import { filledIn } from '../../playback/scripts/filled-in.js';
import { CancellationSource } from '../../time/cancellation.js';
import { VirtualClock } from '../../time/virtual-clock.js';
import { barriersIn } from '../model/barriers-in.js';
import type { BuildScript } from '../model/build-script.js';
import { ScenarioError } from '../scenario-error.js';
import { toScenario, type ScenarioInput } from '../to-scenario.js';

/**
 * What `--progress rawjson` prints of a scenario's build, an event a line; {@link importBuild} reads it again. It is played
 * on a virtual clock that begins as the fakes' does, with every barrier open and nothing filled into templates; the
 * error that buildx prints behind it is not there.
 *
 * @param build which of the scenario's builds, counted from 0. Default 0
 * @throws ScenarioError also when there is no such build, or when the build needs its client's Dockerfile
 * @example await writeFile('make.rawjson', await rawJsonOf(await loadScenario('make.yaml')));
 * @since 0.1.0
 */
export async function rawJsonOf(scenario: ScenarioInput, build = 0): Promise<string> {
  const checked = toScenario(scenario);
  const path = `builds[${build}]`;
  const found = checked.builds?.[build];
  if (found === undefined) throw new ScenarioError([{ path, message: 'there is no such build' }]);
  if (found.dockerfile !== undefined) {
    const message = "it lies over the Dockerfile of a client, and there is none: give the build's vertices";
    throw new ScenarioError([{ path: `${path}.dockerfile`, message }]);
  }
  const { eventOfMessage } = await import('./rawjson/event-of-message.js');
  const clock = new VirtualClock('auto');
  const barriers = new Barriers(new Journal(clock));
  for (const barrier of barriersIn(checked)) barriers.release(barrier);
  const lines: string[] = [];
  await play(filledIn(found, {}), { clock, barriers }, (message) =>
    lines.push(`${JSON.stringify(eventOfMessage(message))}\n`),
  );
  return lines.join('');
}

async function play(
  script: BuildScript,
  stage: { readonly clock: VirtualClock; readonly barriers: Barriers },
  print: (message: StatusResponse) => void,
): Promise<void> {
  const performance = new Performance(stage, 'the build', new CancellationSource(), (message) => {
    print(message);
    return undefined;
  });
  try {
    if (script.recorded === undefined) {
      const graph = script.vertices ?? (script.error?.before === undefined ? defaultGraph(nothing) : []);
      await performance.play(graph, script.logLimits);
    } else {
      // Without an end of its own it would wait for its client.
      const last = script.recorded.messages.at(-1)?.at ?? 0;
      await (await performance.replay({ ...script.recorded, takes: script.recorded.takes ?? last }))?.();
    }
  } finally {
    stage.clock.stop();
  }
}

const nothing = { dockerfileName: '', tags: [] };
