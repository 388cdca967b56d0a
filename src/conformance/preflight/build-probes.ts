import type { StatusResponse } from '../../protocol/messages.js';
import { Violation } from '../engine/violation.js';
import { buildNotes } from '../fixtures/fixture-notes.js';
import { endingOf, ok, unaryEnding, type Ending } from '../requirements/ending.js';
import { fixtureBuild, type BuildName } from '../requirements/fixture-build.js';
import { stdinText } from '../requirements/input/build-stdin.js';
import { watchedBuild } from '../requirements/session.js';
import type { Probe } from '../engine/probe.js';
import type { Trial } from '../trial/trial.js';
import { goesOnFor } from './goes-on-for.js';

/** What was seen of a build. */
interface SeenBuild {
  readonly ending: Ending;
  readonly messages: readonly StatusResponse[];
}

/**
 * Each build must do what its fixture says. No more is wanted of the controller than it takes to see that: how it tells of
 * a build is a matter of the requirements.
 */
export const buildProbes: readonly Probe<Trial>[] = [
  { ...probe('succeeds', succeeds), isBase: true },
  probe('failsInStep', async (trial, name) => {
    const { messages } = await fails(trial, name);
    const failed = messages.flatMap(({ vertices }) => vertices.filter(({ error }) => error !== ''));
    if (failed.length === 0)
      throw new Violation('the vertices of the build', 'one with an error', 'none with an error');
    // As a build does that has no Dockerfile, which is another fixture.
    const step = failed.find(({ name: of }) => !of.startsWith('[internal]'));
    if (step === undefined)
      throw new Violation('what fails of the build', 'a step', `${failed[0]?.name}: ${failed[0]?.error}`);
  }),
  probe('failsEarly', fails),
  probe('warns', async (trial, name) => {
    const { messages } = await succeeds(trial, name);
    const warnings = messages.flatMap((message) => message.warnings).length;
    if (warnings === 0) throw new Violation('the warnings of the build', 'at least one', 'none');
  }),
  probe('logs', (trial, name) => logs(trial, name, ['out', 'err'])),
  probe('graph', succeeds),
  probe('takesLong', takesLong),
  probe('configured', succeeds),
  probe('readsStdin', async (trial, name) => {
    const stdin = stdinText(trial);
    const built = trial.client.build(fixtureBuild(trial, name), { ref: trial.ref(), stdin });
    endsAs(await trial.within('the build that reads stdin, to end', unaryEnding(built)), true);
  }),
  probe('showsOptions', (trial, name) => logs(trial, name, ['context=own'])),
  probe('seesContext', (trial, name) => logs(trial, name, ['context=other'])),
  probe('seesSecret', (trial, name) => logs(trial, name, ['secret=kept'])),
  probe('seesAgent', (trial, name) => logs(trial, name, ['ssh=default'])),
];

function probe(name: BuildName, run: (trial: Trial, name: BuildName) => Promise<unknown>): Probe<Trial> {
  return {
    capability: `builds.${name}`,
    must: buildNotes[name],
    run: async (trial) => void (await run(trial, name)),
  };
}

async function seenBuild(trial: Trial, name: BuildName): Promise<SeenBuild> {
  const { build, status } = await watchedBuild(trial, fixtureBuild(trial, name));
  const ending = await trial.within('the build to end', endingOf(build));
  // Its last messages may still be under way. Whether it ends at all is a matter of the requirements.
  await goesOnFor(trial, status);
  return { ending, messages: status.messages };
}

async function succeeds(trial: Trial, name: BuildName): Promise<SeenBuild> {
  const seen = await seenBuild(trial, name);
  endsAs(seen.ending, true);
  return seen;
}

async function fails(trial: Trial, name: BuildName): Promise<SeenBuild> {
  const seen = await seenBuild(trial, name);
  endsAs(seen.ending, false);
  return seen;
}

function endsAs(ending: Ending, succeeds: boolean): void {
  if ((ending.code === ok.code) === succeeds) return;
  throw new Violation('the end of the build', succeeds ? 'OK' : 'an error', endingText(ending));
}

async function logs(trial: Trial, name: BuildName, lines: readonly string[]): Promise<void> {
  const { messages } = await succeeds(trial, name);
  const logged = Buffer.concat(messages.flatMap((message) => message.logs.map((log) => log.message)))
    .toString('utf8')
    .split(/\r?\n/);
  const missing = lines.filter((line) => !logged.includes(line));
  if (missing.length === 0) return;
  const seen = logged.filter((line) => line !== '').slice(0, 5);
  throw new Violation(
    'the log of the build',
    `the lines ${lines.join(', ')}`,
    seen.length === 0 ? 'no log' : `the lines ${seen.join(', ')}`,
  );
}

async function takesLong(trial: Trial, name: BuildName): Promise<void> {
  const { build, status } = await watchedBuild(trial, fixtureBuild(trial, name));
  const logged = status.find(({ logs: some }) => some.length > 0);
  const ended = build.status.then(() => goesOnFor(trial, status));
  await trial.within('the first log of the build', Promise.race([logged, ended]));
  const isOver = build.ended !== undefined || !(await goesOnFor(trial, build));
  if (!isOver) return;
  const what = status.messages.some(({ logs: some }) => some.length > 0)
    ? 'the end of the build soon after its first log'
    : 'the end of the build before its first log';
  throw new Violation(what, 'none', endingText(await endingOf(build)));
}

function endingText({ code, message }: Ending): string {
  return message === '' ? code : `${code} "${message}"`;
}
