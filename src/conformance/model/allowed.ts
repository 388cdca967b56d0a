import {
  sessionOf,
  stdinParts,
  streamsOf,
  type BuildFixture,
  type InputStream,
  type ModelState,
  type StatusStream,
  type Stream,
} from './state.js';

/** How many cancelled waiters there may be. Some servers keep them, and as many messages of the next build are lost. */
export const mostZombies = 2;

/** Whether a stream is open, as far as is known. */
export function isOpen({ phase }: Stream): boolean {
  return phase !== 'over';
}

/** Whether a stream is the stdin of a build that reads it. */
function isStdin(stream: Stream): stream is InputStream {
  return stream.kind === 'input' && stream.phase === 'live' && stream.build !== undefined;
}

/** Whether a stream is stdin of which not all was sent. */
export function isUnfinishedStdin(stream: Stream): stream is InputStream {
  return isStdin(stream) && stream.sent < stdinParts;
}

/**
 * Whether a stream is stdin of which something was sent. Some real servers die when stdin ends without a word, because
 * the build then fails before its progress is under way.
 */
export function isBegunStdin(stream: Stream): stream is InputStream {
  return isStdin(stream) && stream.sent > 0;
}

/**
 * Whether a build would be left that waits for stdin that nobody sends. Some real servers never end such a build, not
 * even when it is cancelled.
 */
export function leavesDeafBuild(state: ModelState, session: number): boolean {
  if (!readsStdin(state, session)) return false;
  const { build } = sessionOf(state, session);
  return !streamsOf(state).some((one) => isStdin(one) && one.build === build);
}

/**
 * Whether a build waits for its stdin. Nothing that comes on an Input shows that the server has found the build for it:
 * when the session is disconnected before that, what is sent reaches nobody.
 */
export function readsStdin(state: ModelState, session: number): boolean {
  const { build } = sessionOf(state, session);
  const running = build === undefined ? undefined : state.streams[build];
  return running?.kind === 'build' && running.fixture === 'readsStdin';
}

/** Whether a build that is left to run can be begun, and seen to run. */
export function canBegin(state: ModelState, session: number, fixture: BuildFixture): boolean {
  const { exists, build, orphan, zombies, poisoned } = sessionOf(state, session);
  if (build !== undefined || orphan !== undefined) return false;
  // The message that shows that the build has come to its long step must not be taken by a stream that nobody reads.
  if (fixture === 'takesLong') return zombies === 0;
  // An Input that was opened for an older build would have the dead stdin of that.
  const inputs = streamsOf(state).filter((one) => one.kind === 'input' && one.session === session && isOpen(one));
  return !exists && !poisoned && inputs.every(({ phase }) => phase === 'waiting');
}

/**
 * Whether a stream can be cancelled. Some real servers die of a Build that is cancelled while nobody reads its Status
 * (docs/real-controller.md §5.4).
 */
export function canCancel(state: ModelState, stream: Stream): boolean {
  if (!isOpen(stream)) return false;
  const { build, exists, zombies } = sessionOf(state, stream.session);
  switch (stream.kind) {
    case 'build':
      return stream.fixture === 'takesLong' && readersOf(state, stream.id).length > 0;
    case 'status':
      if (stream.build !== undefined && isRunning(state, stream.build))
        return readersOf(state, stream.build).length > 1;
      return build === undefined && zombies < mostZombies;
    case 'input':
      if (stream.phase === 'waiting') return !exists;
      // Until the server has found the build for this Input, cancelling it lets the build wait on: see readsStdin.
      return stream.build === undefined || !isRunning(state, stream.build);
    case 'invoke':
      return true;
  }
}

function isRunning(state: ModelState, build: number): boolean {
  const stream = state.streams[build];
  return stream !== undefined && isOpen(stream);
}

function readersOf(state: ModelState, build: number): readonly StatusStream[] {
  return streamsOf(state).filter(
    (one): one is StatusStream => one.kind === 'status' && one.build === build && isOpen(one),
  );
}
