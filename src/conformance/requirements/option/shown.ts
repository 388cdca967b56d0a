import type { BuildOptions, Init, StatusResponse, StringMap } from '../../../protocol/messages.js';
import type { OptionFixtures } from '../../fixtures/fixtures.js';
import type { Trial } from '../../trial/trial.js';
import { endingOf, ok, type Ending } from '../ending.js';
import { fixtureBuild } from '../fixture-build.js';
import { watchedBuild } from '../session.js';

/** A stage whose only step is the same each time. */
export const steady: Init<BuildOptions> = { target: 'steady' };

/** All that a client sees of a build that succeeded. */
export interface Shown {
  /** What its steps logged on stdout. */
  readonly lines: readonly string[];
  readonly names: readonly string[];
  readonly statuses: readonly string[];
  readonly reply: StringMap;
}

/** Makes a build of the fixtures with these options besides, which must succeed. */
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

/** How a build of the fixtures ends with these options besides. */
export async function endingWith(trial: Trial, options: Init<BuildOptions>): Promise<Ending> {
  const { build } = await watchedBuild(trial, merged(fixtureBuild(trial, 'showsOptions'), options));
  // Of what is refused, Status may stay open (docs/real-controller.md §5.4).
  return endingOf(build);
}

function merged(fixture: Init<BuildOptions>, options: Init<BuildOptions>): Init<BuildOptions> {
  return { ...fixture, ...options, buildArgs: { ...fixture.buildArgs, ...options.buildArgs } };
}
