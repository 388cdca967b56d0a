import type { Revision } from '../../protocol/revision.js';
import type { BuildFixtures, OptionFixtures, ProgramFixtures } from '../fixtures/fixtures.js';
import type { EndingPattern } from './ending-pattern.js';

export type BuildFixture = Exclude<keyof BuildFixtures, 'stdinDockerfile' | 'configured' | keyof OptionFixtures>;

export type Program = Extract<keyof ProgramFixtures, 'cat' | 'emits' | 'exits'>;

/**
 * What the model holds a server to. `any` is what every released server does, with `unsure` where they differ. `good`
 * is what a good server does: no process suffers from another's end, and Disconnect cancels a running build.
 */
export type Manners = 'any' | 'good';

/** Everything that a controller keeps, as far as clients can tell; immutable, plain data. */
export interface ModelState {
  readonly revision: Revision;
  readonly manners: Manners;
  /** Whether several clients act at once, so that a client may be typing when its process is killed. */
  readonly racing: boolean;
  /** The sessions by number. A ref is there from the beginning, but its session only between Build and Disconnect. */
  readonly sessions: readonly Session[];
  /** All streams that clients have opened, by number. */
  readonly streams: Readonly<Record<number, Stream>>;
}

export interface Session {
  readonly exists: boolean;
  /** The stream of the Build that runs, if one does. */
  readonly build?: number;
  /** The stream of a Build that may run on although its session was disconnected. */
  readonly orphan?: number;
  /** Whether the last build left something in which programs run. */
  readonly result: 'none' | 'runs' | 'unsure';
  /** The builds whose options Inspect may show. */
  readonly options: readonly (BuildFixture | 'none')[];
  /**
   * `doubtful`: a process has failed, or the first one has ended, so that the next may come to a new container
   * (docs/real-controller.md §6).
   */
  readonly container: 'good' | 'doubtful';
  readonly processes: Readonly<Record<number, Process>>;
  /** How many cancelled Status streams waited for a build; some servers keep them (docs/real-controller.md §5.5). */
  readonly zombies: number;
  /**
   * Whether an Input was cancelled while it waited, so that stdin of a later build may be closed
   * (docs/real-controller.md §5.6).
   */
  readonly poisoned: boolean;
}

export interface Process {
  /** Whether it is there for sure; if not, it may be gone. */
  readonly sure: boolean;
  readonly program: Program;
  /** Whether it may be the first of its container, which goes with it (docs/real-controller.md §6). */
  readonly first: boolean;
  /** The stream that started it. */
  readonly by: number;
  /** The stream that sees its output. */
  readonly attached?: number;
}

interface StreamBase {
  readonly id: number;
  readonly client: number;
  readonly session: number;
  /** `unsure`: the stream may be open, or have ended as `ends` says. `over`: it ends so, now or very soon. */
  readonly phase: 'waiting' | 'live' | 'unsure' | 'over';
  readonly ends: readonly EndingPattern[];
}

export type Stream = BuildStream | StatusStream | InputStream | InvokeStream;

export interface BuildStream extends StreamBase {
  readonly kind: 'build';
  readonly fixture: BuildFixture;
}

export interface StatusStream extends StreamBase {
  readonly kind: 'status';
  /** The build that it shows. */
  readonly build?: number;
}

export interface InputStream extends StreamBase {
  readonly kind: 'input';
  /** The build whose stdin it is. */
  readonly build?: number;
  /** How many of the parts of the text were sent. */
  readonly sent: number;
}

export interface InvokeStream extends StreamBase {
  readonly kind: 'invoke';
  readonly process: number;
  readonly stdin: 'open' | 'closed';
  readonly halfClosed: boolean;
  /** Whether it has shown output of its process: it then ends with EOF on both file descriptors. */
  readonly served: boolean;
}

/** In how many parts a build's stdin is sent. */
export const stdinParts = 3;

export interface ModelOptions {
  readonly revision: Revision;
  readonly sessions: number;
  readonly manners?: Manners;
}

const noSession: Session = {
  exists: false,
  result: 'none',
  options: ['none'],
  container: 'good',
  processes: {},
  zombies: 0,
  poisoned: false,
};

export function initialState({ revision, sessions, manners = 'any' }: ModelOptions): ModelState {
  return {
    revision,
    manners,
    racing: false,
    sessions: Array.from({ length: sessions }, () => noSession),
    streams: {},
  };
}

export function sessionOf(state: ModelState, index: number): Session {
  return state.sessions[index] ?? noSession;
}

export function withSession(state: ModelState, index: number, change: Partial<Session>): ModelState {
  const sessions = state.sessions.map((session, at) => (at === index ? { ...session, ...change } : session));
  return { ...state, sessions };
}

/**
 * The state without a session: its builds, results and processes are gone; those who wait for its ref, and what may
 * haunt it, stay.
 */
export function withoutSession(state: ModelState, index: number): ModelState {
  const { zombies, poisoned, orphan } = sessionOf(state, index);
  const gone = { ...noSession, zombies, poisoned, ...(orphan === undefined ? {} : { orphan }) };
  return { ...state, sessions: state.sessions.map((session, at) => (at === index ? gone : session)) };
}

/** The state without a running build of a session, nor of the session that was there before. */
export function withoutBuild(state: ModelState, index: number): ModelState {
  const { build: _build, orphan: _orphan, ...rest } = sessionOf(state, index);
  return { ...state, sessions: state.sessions.map((session, at) => (at === index ? rest : session)) };
}

export function withStream(state: ModelState, stream: Stream): ModelState {
  return { ...state, streams: { ...state.streams, [stream.id]: stream } };
}

export function streamsOf(state: ModelState): readonly Stream[] {
  return Object.values(state.streams);
}

/** Ends a stream, unless it has ended before. One that may have ended before may have done so in its own way. */
export function ending(state: ModelState, id: number | undefined, ends: readonly EndingPattern[]): ModelState {
  const stream = id === undefined ? undefined : state.streams[id];
  if (stream === undefined || stream.phase === 'over') return state;
  return withStream(state, { ...stream, phase: 'over', ends: [...stream.ends, ...ends] });
}

/** Lets a stream end so, or go on. */
export function doubting(state: ModelState, id: number | undefined, ends: readonly EndingPattern[]): ModelState {
  const stream = id === undefined ? undefined : state.streams[id];
  if (stream === undefined || stream.phase === 'over') return state;
  return withStream(state, { ...stream, phase: 'unsure', ends: [...stream.ends, ...ends] });
}
