import type { BuildOptions, Init, StatusResponse, StringMap } from '../../../protocol/messages.js';
import type { OptionFixtures } from '../../fixtures/fixtures.js';
import type { Trial } from '../../trial/trial.js';
import { endingOf, ok, type Ending } from '../ending.js';
import { fixtureBuild } from '../fixture-build.js';
import { watchedBuild } from '../session.js';

/** A stage whose only step is the same each time. */
export const steady: Init<BuildOptions> = { target: 'steady' };

/** What a client sees of a build that succeeded. */
export interface Shown {
  /** What its steps logged on stdout. */
  readonly lines: readonly string[];
  readonly names: readonly string[];
  readonly statuses: readonly string[];
  readonly reply: StringMap;
}

/** Makes a build of the fixtures with further options, which must succeed. */
export async function shown(
  trial: Trial,
  options: Init<BuildOptions>,
  fixture: keyof OptionFixtures = 'showsOptions',
): Promise<Shown> {
  const { build, status } = await watchedBuild(trial, merged(fixtureBuild(trial, fixture), options));
  trial.equal('Build', await endingOf(build), ok);
  await endingOf(status);
  const reply = build.messages[0]?.exporterResponse ?? {};
  return { reply, ...progressOf(status.messages) };
}

function progressOf(messages: readonly StatusResponse[]): Omit<Shown, 'reply'> {
  const logs = messages.flatMap((message) => message.logs).filter(({ stream }) => stream === 1n);
  return {
    lines: Buffer.concat(logs.map(({ message }) => message))
      .toString('utf8')
      .split('\n'),
    names: messages.flatMap(({ vertices }) => vertices.map(({ name }) => name)),
    statuses: messages.flatMap(({ statuses }) => statuses.map(({ id }) => id)),
  };
}

/** Tells how a build of the fixtures ends with further options. */
export async function endingWith(trial: Trial, options: Init<BuildOptions>): Promise<Ending> {
  const { build } = await watchedBuild(trial, merged(fixtureBuild(trial, 'showsOptions'), options));
  // Status is not waited for, because it may stay open when a build is refused (docs/real-controller.md §5.4).
  return endingOf(build);
}

function merged(fixture: Init<BuildOptions>, options: Init<BuildOptions>): Init<BuildOptions> {
  return { ...fixture, ...options, buildArgs: { ...fixture.buildArgs, ...options.buildArgs } };
}
