import { beginBuild, cancelBuild, disconnect, endBuild, endStdin } from './builds.js';
import type { Command } from './command.js';
import { anyEnding, cancelledByClient, endsWith, expired, ok } from './ending-pattern.js';
import { attach, detach, disconnectProcess, start, type Step } from './processes.js';
import {
  doubting,
  ending,
  sessionOf,
  stdinParts,
  withSession,
  withStream,
  type InputStream,
  type InvokeStream,
  type ModelState,
  type StatusStream,
  type Stream,
} from './state.js';
import { sessionWording } from '../../protocol/session-wording.js';

export type { Step } from './processes.js';

const nothing = { kind: 'nothing' } as const;
/** How a stream ends because of its message; only a good server says why, so no text is held. */
const protocolError = [endsWith('UNKNOWN')];

/**
 * What a command makes of the state, and how it may be answered: what docs/real-controller.md says of every released
 * server. Commands that `resolve` would reject mean nothing here.
 */
export function next(state: ModelState, command: Command): Step {
  switch (command.kind) {
    case 'info':
      return { state, answer: { kind: 'ends', with: ok } };
    case 'list': {
      const sessions = [...state.sessions.keys()].filter((index) => sessionOf(state, index).exists);
      return { state, answer: { kind: 'sessions', sessions } };
    }
    case 'list-processes':
      return { state, answer: processList(state, command.session) };
    case 'inspect':
      return { state, answer: inspection(state, command.session) };
    case 'disconnect':
      return { state: disconnect(state, command.session), answer: { kind: 'ends', with: ok } };
    case 'disconnect-process':
      return disconnectProcess(state, command.session, command.process);
    case 'build': {
      const over = endBuild(beginBuild(state, command), command.id);
      // The streams of a client that leaves are over.
      const { [command.id]: build, ...streams } = over.streams;
      return { state: { ...over, streams }, answer: { kind: 'ends', with: build?.ends ?? [] } };
    }
    case 'begin-build': {
      const { id, client, session, status } = command;
      const watched: StatusStream = { kind: 'status', id: status, client, session, phase: 'live', ends: [], build: id };
      return { state: withStream(beginBuild(state, command), watched), answer: nothing };
    }
    case 'status':
      return { state: withStream(state, openedStatus(state, command)), answer: nothing };
    case 'expiring-status': {
      const { zombies } = sessionOf(state, command.session);
      return {
        state: withSession(state, command.session, { zombies: zombies + 1 }),
        answer: { kind: 'ends', with: expired },
      };
    }
    case 'input':
      return { state: withStream(state, openedInput(state, command)), answer: nothing };
    case 'send-input':
      return { state: onInput(state, command.stream, (input) => sent(state, input, command.eof)), answer: nothing };
    case 'end-input':
      return {
        state: onInput(state, command.stream, (input) => ended(state, input, command.how)),
        answer: nothing,
      };
    case 'start':
      return start(state, command);
    case 'attach':
      return attach(state, command);
    case 'type':
      return { state, answer: typed(state, command.stream) };
    case 'control':
      return { state, answer: nothing };
    case 'close-stdin':
      return { state: onInvoke(state, command.stream, (one) => ({ ...one, stdin: 'closed' })), answer: nothing };
    case 'half-close':
      return { state: onInvoke(state, command.stream, (one) => ({ ...one, halfClosed: true })), answer: nothing };
    case 'late-data':
    case 'misuse': {
      const stream = state.streams[command.stream];
      const left = stream?.kind === 'invoke' ? detach(state, stream) : state;
      return { state: ending(left, command.stream, protocolError), answer: nothing };
    }
    case 'cancel':
      return { state: cancelled(state, command.stream), answer: nothing };
    default:
      return command satisfies never;
  }
}

function processList(state: ModelState, index: number): Step['answer'] {
  const { exists, processes } = sessionOf(state, index);
  if (!exists)
    return {
      kind: 'ends',
      with: [endsWith('UNKNOWN', sessionWording(state.revision).processes.unknown(`"<session ${index}>"`))],
    };
  const all = Object.entries(processes).map(([number, process]) => ({ number: Number(number), ...process }));
  return {
    kind: 'processes',
    sure: all.filter(({ sure }) => sure).map(({ number }) => number),
    unsure: all.filter(({ sure }) => !sure).map(({ number }) => number),
  };
}

function inspection(state: ModelState, index: number): Step['answer'] {
  const { exists, options } = sessionOf(state, index);
  if (!exists)
    return {
      kind: 'ends',
      with: [endsWith('UNKNOWN', sessionWording(state.revision).inspect.unknown(`<session ${index}>`))],
    };
  return { kind: 'options', of: options };
}

/** Opens Status. It shows the build that runs, or waits for one; only a good server shows a build that is over. */
function openedStatus(state: ModelState, { id, client, session }: Extract<Command, { kind: 'status' }>): StatusStream {
  const { exists, build } = sessionOf(state, session);
  const stream = { kind: 'status' as const, id, client, session };
  if (build !== undefined) return { ...stream, phase: 'live', ends: [], build };
  return exists ? { ...stream, phase: 'unsure', ends: ok } : { ...stream, phase: 'waiting', ends: [] };
}

/**
 * Opens Input. It waits for a build, or is the stdin of the build that reads it; servers differ about any other build.
 */
function openedInput(state: ModelState, { id, client, session }: Extract<Command, { kind: 'input' }>): InputStream {
  const { exists, build } = sessionOf(state, session);
  const stream = { kind: 'input' as const, id, client, session, sent: 0 };
  if (!exists) return { ...stream, phase: 'waiting', ends: [] };
  const running = build === undefined ? undefined : state.streams[build];
  const reads = running?.kind === 'build' && running.fixture === 'readsStdin';
  return reads && build !== undefined
    ? { ...stream, phase: 'live', ends: [], build }
    : { ...stream, phase: 'unsure', ends: anyEnding };
}

function sent(state: ModelState, input: InputStream, eof: boolean): ModelState {
  const more = { ...input, sent: Math.min(stdinParts, input.sent + 1) };
  const now = withStream(state, more);
  return eof ? ended(now, more, 'eof') : now;
}

/** Ends an Input. After EOF it may wait for one more event of its client (docs/real-controller.md §5.6). */
function ended(state: ModelState, input: InputStream, how: 'eof' | 'half-close'): ModelState {
  const over = endStdin(state, input.build, input.sent === stdinParts);
  return how === 'eof' ? doubting(over, input.id, ok) : ending(over, input.id, ok);
}

function typed(state: ModelState, id: number): Step['answer'] {
  const stream = state.streams[id];
  return stream?.phase === 'live' ? { kind: 'served' } : { kind: 'ends', with: stream?.ends ?? [] };
}

function cancelled(state: ModelState, id: number): ModelState {
  const stream = state.streams[id];
  if (stream === undefined) return state;
  // An end that came before may still have been on its way.
  if (stream.phase === 'over') return withStream(state, { ...stream, ends: [...stream.ends, ...cancelledByClient] });
  return ending(abandoned(state, stream), id, cancelledByClient);
}

function abandoned(state: ModelState, stream: Stream): ModelState {
  const { zombies } = sessionOf(state, stream.session);
  switch (stream.kind) {
    case 'build':
      return cancelBuild(state, stream);
    case 'status':
      return stream.phase === 'live' ? state : withSession(state, stream.session, { zombies: zombies + 1 });
    case 'input':
      return stream.phase === 'waiting'
        ? withSession(state, stream.session, { poisoned: true })
        : endStdin(state, stream.build, false);
    case 'invoke':
      return detach(state, stream);
  }
}

function onInput(state: ModelState, id: number, change: (input: InputStream) => ModelState): ModelState {
  const stream = state.streams[id];
  return stream?.kind === 'input' ? change(stream) : state;
}

function onInvoke(state: ModelState, id: number, change: (stream: InvokeStream) => InvokeStream): ModelState {
  const stream = state.streams[id];
  return stream?.kind === 'invoke' ? withStream(state, change(stream)) : state;
}
