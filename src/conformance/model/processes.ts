import type { Answer } from './answer.js';
import type { Command } from './command.js';
import { endsWith, initFailure, killed, killedWhileTyping, ok, type EndingPattern } from './ending-pattern.js';
import {
  doubting,
  ending,
  sessionOf,
  withSession,
  withStream,
  type InvokeStream,
  type ModelState,
  type Process,
} from './state.js';
import { sessionWording } from '../../protocol/session-wording.js';

export interface Step {
  readonly state: ModelState;
  readonly answer: Answer;
}

type Start = Extract<Command, { kind: 'start' }>;
type Attach = Extract<Command, { kind: 'attach' }>;

const served: Answer = { kind: 'served' };

/** Invokes a process that is not there yet (docs/real-controller.md §5.7, §6). */
export function start(state: ModelState, command: Start): Step {
  const { id, session, process, program, code, rollback } = command;
  const { exists, result, processes } = sessionOf(state, session);
  if (!exists)
    return refused(state, command, initFailure(sessionWording(state.revision).invoke.unknown(`<session ${session}>`)));
  if (processes[process] !== undefined) return attach(state, { ...command, kind: 'attach', configured: true });
  if (result !== 'runs') return refused(state, command, [endsWith('FAILED_PRECONDITION'), endsWith('UNKNOWN')]);
  const first = rollback || mayBeFirst(state, session);
  const alone = rollback ? rolledBack(state, session) : inDoubtfulContainer(state, session);
  const started = register(alone, session, process, { sure: true, program, first, by: id, attached: id });
  const open = withStream(started, { ...opened(command), served: true });
  if (program !== 'exits') return { state: open, answer: served };
  if (state.racing) return { state: open, answer: { kind: 'nothing' } };
  const over = exit(open, { session, process, by: id, code });
  return { state: over, answer: { kind: 'ends', with: exitOf(state, first, code) } };
}

export function attach(state: ModelState, command: Attach): Step {
  const { id, session, process } = command;
  const { exists, processes } = sessionOf(state, session);
  if (!exists)
    return refused(state, command, initFailure(sessionWording(state.revision).invoke.unknown(`<session ${session}>`)));
  const known = processes[process];
  if (known === undefined) return refused(state, command, initFailure('no container config is provided'));
  const taken = ending(state, known.attached, killing(state));
  const attached = register(taken, session, process, { ...known, attached: id });
  const answer: Answer = known.program === 'cat' ? served : { kind: 'nothing' };
  return { state: withStream(attached, { ...opened(command), served: true }), answer };
}

export interface Exit {
  readonly session: number;
  readonly process: number;
  /** The stream that started the process, because another process may have its number by now. */
  readonly by: number;
  readonly code: number;
}

/** A process exits by itself. */
export function exit(state: ModelState, { session, process, by, code }: Exit): ModelState {
  const found = sessionOf(state, session).processes[process];
  if (found?.by !== by) return state;
  const gone = unregister(ending(state, found.attached, exitOf(state, found.first, code)), session, process);
  if (code === 0 && !found.first) return gone;
  // The real servers end the other processes, too.
  const alone = state.manners === 'good' ? gone : doubtingAll(gone, session);
  return withSession(alone, session, { container: 'doubtful' });
}

/** Kills a process (docs/real-controller.md §5.9). */
export function disconnectProcess(state: ModelState, session: number, process: number): Step {
  const { exists, processes } = sessionOf(state, session);
  const ends = (...patterns: readonly EndingPattern[]): Answer => ({ kind: 'ends', with: patterns });
  if (!exists)
    return {
      state,
      answer: ends(endsWith('UNKNOWN', sessionWording(state.revision).processes.unknown(`"<session ${session}>"`))),
    };
  const unknown = endsWith('UNKNOWN', `unknown process "<process ${process}>"`);
  const found = processes[process];
  if (found === undefined) return { state, answer: ends(unknown) };
  const gone = killProcess(state, session, process);
  const alone = state.manners === 'good' ? gone : doubtingAll(gone, session);
  const done = [...ok, endsWith('INTERNAL', 'grpc: error while marshaling: proto: Marshal called with nil')];
  return {
    state: withSession(alone, session, { container: 'doubtful' }),
    answer: found.sure ? ends(...done) : ends(...done, unknown),
  };
}

export function killAll(state: ModelState, session: number): ModelState {
  return processNumbers(state, session).reduce((now, process) => killProcess(now, session, process), state);
}

/** The stream leaves its process, which goes on. */
export function detach(state: ModelState, { id, session, process }: InvokeStream): ModelState {
  const found = sessionOf(state, session).processes[process];
  if (found?.attached !== id) return state;
  const { attached: _left, ...rest } = found;
  return register(state, session, process, rest);
}

export function processNumbers(state: ModelState, session: number): readonly number[] {
  return Object.keys(sessionOf(state, session).processes).map(Number);
}

function killing({ racing }: ModelState): readonly EndingPattern[] {
  return racing ? killedWhileTyping : killed;
}

/** The exit of the first process may be told together with that of a process which it took along. */
function exitOf({ manners }: ModelState, first: boolean, code: number): readonly EndingPattern[] {
  if (code === 0) return killed;
  const own = `exit code: ${code}`;
  return [endsWith('UNKNOWN', ...(first && manners === 'any' ? [own, `${own}: exit code: 137`] : [own]))];
}

/**
 * Whether the next process may be the first of its container. A container goes with its first process, so that may be
 * where no process is left, or where one has failed.
 */
function mayBeFirst(state: ModelState, session: number): boolean {
  const { container, processes } = sessionOf(state, session);
  // Starts that race may make a container each.
  return state.racing || container === 'doubtful' || Object.keys(processes).length === 0;
}

function opened({ id, client, session, process }: Start | Attach): InvokeStream {
  return {
    kind: 'invoke',
    id,
    client,
    session,
    process,
    phase: 'live',
    ends: [],
    stdin: 'open',
    halfClosed: false,
    served: false,
  };
}

function refused(state: ModelState, command: Start | Attach, ends: readonly EndingPattern[]): Step {
  const stream = { ...opened(command), phase: 'over' as const, ends };
  return { state: withStream(state, stream), answer: { kind: 'ends', with: ends } };
}

/** Kills all processes; those to which nobody is attached die somewhat later (docs/real-controller.md §6). */
function rolledBack(state: ModelState, session: number): ModelState {
  const { processes } = sessionOf(state, session);
  const cleared = processNumbers(state, session).reduce(
    (now, process) =>
      processes[process]?.attached === undefined && state.manners === 'any'
        ? doubtingProcess(now, session, process)
        : killProcess(now, session, process),
    state,
  );
  return withSession(cleared, session, { container: 'good' });
}

/** Starts a process that may come to a new container, which kills everything in the old one. */
function inDoubtfulContainer(state: ModelState, session: number): ModelState {
  if (sessionOf(state, session).container === 'good' || state.manners === 'good') return state;
  return withSession(doubtingAll(state, session), session, { container: 'good' });
}

function doubtingAll(state: ModelState, session: number): ModelState {
  return processNumbers(state, session).reduce((now, process) => doubtingProcess(now, session, process), state);
}

function doubtingProcess(state: ModelState, session: number, process: number): ModelState {
  const found = sessionOf(state, session).processes[process];
  if (found === undefined) return state;
  const doubtful = register(state, session, process, { ...found, sure: false });
  return doubting(doubtful, found.attached, [endsWith('CANCELLED'), endsWith('UNKNOWN')]);
}

function killProcess(state: ModelState, session: number, process: number): ModelState {
  const found = sessionOf(state, session).processes[process];
  return ending(unregister(state, session, process), found?.attached, killing(state));
}

function register(state: ModelState, session: number, process: number, what: Process): ModelState {
  const { processes } = sessionOf(state, session);
  return withSession(state, session, { processes: { ...processes, [process]: what } });
}

function unregister(state: ModelState, session: number, process: number): ModelState {
  const { [process]: _gone, ...processes } = sessionOf(state, session).processes;
  return withSession(state, session, { processes });
}
