import { behaves } from '../../protocol/behaviour.js';
import { cancelledByClient, endsWith, killed, ok, ongoing, anyEnding, type EndingPattern } from './ending-pattern.js';
import { killAll } from './processes.js';
import {
  doubting,
  ending,
  sessionOf,
  streamsOf,
  withoutBuild,
  withoutSession,
  withSession,
  withStream,
  type BuildFixture,
  type BuildStream,
  type ModelState,
  type Session,
} from './state.js';
import { sessionWording } from '../../protocol/session-wording.js';

const failed: readonly EndingPattern[] = [endsWith('UNKNOWN')];

export interface BuildBeginning {
  readonly id: number;
  readonly client: number;
  readonly session: number;
  readonly fixture: BuildFixture;
}

/** Build reaches the server (docs/real-controller.md §5.3): it is refused, or takes the session over. */
export function beginBuild(state: ModelState, { id, client, session, fixture }: BuildBeginning): ModelState {
  const stream: BuildStream = { kind: 'build', id, client, session, fixture, phase: 'live', ends: [] };
  const { build, exists, options } = sessionOf(state, session);
  if (build !== undefined) return withStream(state, { ...stream, phase: 'over', ends: ongoing });
  const begun = withSession(killAll(state, session), session, {
    exists: true,
    build: id,
    result: 'none',
    options: exists ? options : ['none'],
    container: 'good',
    processes: {},
  });
  return streamsOf(begun)
    .filter((one) => one.session === session)
    .reduce(
      (now, one) => {
        if (one.kind === 'status' && one.phase === 'waiting')
          return withStream(now, { ...one, phase: 'live', build: id });
        // This Status was opened when another build was over. If it has not shown that one, it shows this.
        if (one.kind === 'status' && one.phase === 'unsure') return withStream(now, { ...one, build: id });
        if (one.kind !== 'input' || one.phase !== 'waiting') return now;
        return fixture === 'readsStdin'
          ? withStream(now, { ...one, phase: 'live', build: id })
          : doubting(now, one.id, anyEnding);
      },
      withStream(begun, stream),
    );
}

/** A build comes to its end by itself. */
export function endBuild(state: ModelState, id: number): ModelState {
  const build = state.streams[id];
  if (build?.kind !== 'build' || build.phase === 'over') return state;
  const session = sessionOf(state, build.session);
  if (session.build !== id) return lost(state, build);
  const { ends, ...left } = outcomeOf(build.fixture, state, session);
  return withoutStatuses(ending(withSession(withoutBuild(state, build.session), build.session, left), id, ends), id);
}

/** Ends a build whose session was disconnected, and may have been built anew since. */
function lost(state: ModelState, { id, session }: BuildStream): ModelState {
  return withoutStatuses(ending(state, id, vanished(state, session)), id);
}

function vanished({ revision }: ModelState, session: number): readonly EndingPattern[] {
  return [endsWith('CANCELLED'), endsWith('UNKNOWN', sessionWording(revision).build.unknown(`<session ${session}>`))];
}

type Outcome = Pick<Session, 'result' | 'options'> & { readonly ends: readonly EndingPattern[] };

function outcomeOf(fixture: BuildFixture, { revision }: ModelState, { options }: Session): Outcome {
  switch (fixture) {
    case 'succeeds':
    case 'warns':
    case 'logs':
    case 'graph':
    case 'takesLong':
      return { ends: ok, result: 'runs', options: [fixture] };
    case 'failsInStep':
      return behaves(revision, 'failedStepsLeaveResults')
        ? { ends: failed, result: 'runs', options: [fixture] }
        : { ends: failed, result: 'none', options };
    case 'failsEarly':
      // Servers differ in whether it leaves a result, on which an Invoke fails.
      return { ends: failed, result: 'none', options: [fixture, ...options] };
    case 'readsStdin':
      // The fixtures say nothing of programs in what this one builds.
      return { ends: ok, result: 'unsure', options: [fixture] };
  }
}

/** Ends the stdin of a build. With all of the text, the build succeeds; a part of the text may be a valid one, too. */
export function endStdin(state: ModelState, build: number | undefined, complete: boolean): ModelState {
  const stream = build === undefined ? undefined : state.streams[build];
  if (build === undefined || stream?.kind !== 'build' || stream.phase === 'over') return state;
  if (complete && sessionOf(state, stream.session).build === build) return endBuild(state, build);
  const { options, exists } = sessionOf(state, stream.session);
  const ends = [...ok, ...failed, ...killed, ...vanished(state, stream.session)];
  const unknown = exists ? { result: 'unsure' as const, options: ['readsStdin' as const, ...options] } : {};
  const over = withSession(withoutBuild(state, stream.session), stream.session, unknown);
  return withoutStatuses(ending(over, build, ends), build);
}

/** Lets the client cancel Build: its Status ends OK (docs/real-controller.md §5.4). */
export function cancelBuild(state: ModelState, { id, session }: BuildStream): ModelState {
  const over = withSession(withoutBuild(state, session), session, { result: 'none' });
  return withoutStatuses(ending(over, id, cancelledByClient), id);
}

/** Disconnects a session (docs/real-controller.md §5.10). */
export function disconnect(state: ModelState, session: number): ModelState {
  const { exists, build } = sessionOf(state, session);
  if (!exists) return state;
  const gone = withoutSession(killAll(state, session), session);
  if (build === undefined || state.racing) return gone;
  const doubtful = streamsOf(gone)
    .filter((one) => (one.kind === 'status' || one.kind === 'input') && one.build === build)
    .reduce(
      (now, { id, kind }) => doubting(now, id, kind === 'status' ? ok : anyEnding),
      doubting(gone, build, vanished(state, session)),
    );
  return withSession(doubtful, session, { orphan: build });
}

function withoutStatuses(state: ModelState, build: number): ModelState {
  return streamsOf(state)
    .filter((one) => one.kind === 'status' && one.build === build)
    .reduce((now, { id }) => ending(now, id, ok), state);
}
