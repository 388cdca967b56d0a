import type { Revision } from '../../protocol/revision.js';
import { hasMethod } from '../../protocol/service.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import {
  canBegin,
  canCancel,
  isBegunStdin,
  isOpen,
  isUnfinishedStdin,
  leavesDeafBuild,
  readsStdin,
  mostZombies,
} from './allowed.js';
import type { Command } from './command.js';
import type { Intent } from './intent.js';
import { processNumbers } from './processes.js';
import {
  sessionOf,
  stdinParts,
  streamsOf,
  type BuildFixture,
  type InvokeStream,
  type ModelState,
  type Stream,
} from './state.js';

/** What there is for commands to choose from. */
export interface Stock {
  readonly revision: Revision;
  readonly clients: number;
  readonly processes: number;
  readonly fixtures: Fixtures;
}

/** How many streams of Status a session may have open; each takes messages from the others on some servers. */
const mostSubscribers = 3;

/**
 * Gives what an intent means here. Gives undefined, so that the sequence goes on without it, when it means nothing, or
 * when it would do what kills some real servers or leaves open what they do (docs/real-controller.md §1 (8, 16),
 * §5.10).
 *
 * @param id number of a stream that it opens, and of the one after it
 */
export function resolve(state: ModelState, intent: Intent, stock: Stock, id: number): Command | undefined {
  const client = intent.client % stock.clients;
  switch (intent.kind) {
    case 'info':
    case 'list':
      return { kind: intent.kind, client };
    case 'list-processes':
      return { kind: intent.kind, client, session: at(state, intent) };
    case 'inspect':
      return hasMethod(stock.revision, 'Inspect')
        ? { kind: intent.kind, client, session: at(state, intent) }
        : undefined;
    case 'disconnect':
      return readsStdin(state, at(state, intent))
        ? undefined
        : { kind: intent.kind, client, session: at(state, intent) };
    case 'disconnect-process': {
      const session = at(state, intent, (index) => processNumbers(state, index).length > 0);
      return { kind: intent.kind, client, session, process: processAt(state, session, intent, stock) };
    }
    case 'build': {
      const session = at(state, intent);
      if (!has(stock, intent.fixture) || sessionOf(state, session).orphan !== undefined) return undefined;
      return { kind: intent.kind, client, id, session, fixture: intent.fixture };
    }
    case 'begin-build': {
      const can = (fixture: BuildFixture, index: number): boolean =>
        has(stock, fixture) && canBegin(state, index, fixture);
      for (const fixture of intent.fixture === 'readsStdin'
        ? (['readsStdin', 'takesLong'] as const)
        : [intent.fixture]) {
        const session = at(state, intent, (index) => can(fixture, index));
        if (can(fixture, session)) return { kind: intent.kind, client, id, status: id + 1, session, fixture };
      }
      return undefined;
    }
    case 'status': {
      const session = at(state, intent);
      return subscribersOf(state, session).length < mostSubscribers
        ? { kind: intent.kind, client, id, session }
        : undefined;
    }
    case 'expiring-status': {
      const session = at(state, intent);
      const { exists, zombies } = sessionOf(state, session);
      return exists || zombies >= mostZombies ? undefined : { kind: intent.kind, client, id, session };
    }
    case 'input': {
      const session = at(state, intent, (index) => leavesDeafBuild(state, index));
      const open = streamsOf(state).some((one) => one.kind === 'input' && one.session === session && isOpen(one));
      // Nothing can be said of stdin that nobody reads.
      const idle = sessionOf(state, session).exists && !leavesDeafBuild(state, session);
      return open || idle ? undefined : { kind: intent.kind, client, id, session };
    }
    case 'send-input': {
      const stream = pick(streamsOf(state), intent.stream, isUnfinishedStdin);
      return stream && { ...intent, client: stream.client, stream: stream.id };
    }
    case 'end-input': {
      const stream = pick(streamsOf(state), intent.stream, isBegunStdin);
      return stream && { ...intent, client: stream.client, stream: stream.id };
    }
    case 'start':
      return startOf(state, intent, stock, id);
    case 'attach': {
      const session = at(state, intent, (index) => processNumbers(state, index).length > 0);
      const { exists, result, processes } = sessionOf(state, session);
      const process = processAt(state, session, intent, stock);
      const known = processes[process];
      if (known === undefined ? exists && result !== 'runs' : !known.sure || known.program !== 'cat') return undefined;
      return { kind: intent.kind, client, id, session, process, configured: intent.configured && known !== undefined };
    }
    case 'type':
      return onStream(state, intent, (one) => one.stdin === 'open' && programOf(state, one) === 'cat');
    case 'close-stdin':
      return onStream(state, intent, (one) => programOf(state, one) === 'emits');
    case 'late-data':
      return onStream(state, intent, (one) => one.stdin === 'closed');
    case 'misuse':
    case 'control':
    case 'half-close':
      return onStream(state, intent, () => true);
    case 'cancel': {
      const stream = pick(streamsOf(state), intent.stream, (one) => canCancel(state, one));
      return stream && { kind: intent.kind, client: stream.client, stream: stream.id };
    }
    default:
      return intent satisfies never;
  }
}

/** Chooses among all, or among those that are better for it if there are any. */
function at(
  { sessions }: ModelState,
  { session }: { readonly session: number },
  better: (index: number) => boolean = () => true,
): number {
  const good = [...sessions.keys()].filter(better);
  return good[session % Math.max(1, good.length)] ?? session % sessions.length;
}

/** Chooses a process that is there, if any is. */
function processAt(
  state: ModelState,
  session: number,
  { process }: { readonly process: number },
  { processes }: Stock,
): number {
  const there = processNumbers(state, session);
  return there[process % Math.max(1, there.length)] ?? process % processes;
}

function pick<S extends Stream>(
  streams: readonly Stream[],
  place: number,
  which: (stream: Stream) => stream is S,
): S | undefined;
function pick(streams: readonly Stream[], place: number, which: (stream: Stream) => boolean): Stream | undefined;
function pick(streams: readonly Stream[], place: number, which: (stream: Stream) => boolean): Stream | undefined {
  const fitting = streams.filter(which);
  return fitting[place % Math.max(1, fitting.length)];
}

function has({ fixtures }: Stock, fixture: BuildFixture): boolean {
  const { builds } = fixtures;
  return builds[fixture] !== undefined && (fixture !== 'readsStdin' || builds.stdinDockerfile !== undefined);
}

function startOf(
  state: ModelState,
  intent: Extract<Intent, { kind: 'start' }>,
  stock: Stock,
  id: number,
): Command | undefined {
  if (stock.fixtures.programs === undefined) return undefined;
  const client = intent.client % stock.clients;
  const session = at(state, intent, (index) => sessionOf(state, index).result === 'runs');
  const process = intent.process % stock.processes;
  const { exists, result, processes } = sessionOf(state, session);
  const known = processes[process];
  if (known !== undefined) {
    if (!known.sure || known.program !== 'cat') return undefined;
    return { kind: 'attach', client, id, session, process, configured: true };
  }
  return exists && result !== 'runs' ? undefined : { ...intent, client, id, session, process };
}

function onStream<I extends Extract<Intent, { readonly stream: number }>>(
  state: ModelState,
  intent: I,
  which: (stream: InvokeStream) => boolean,
): I | undefined {
  const usable = (one: Stream): one is InvokeStream =>
    one.kind === 'invoke' && one.phase === 'live' && !one.halfClosed && which(one);
  const stream = pick(streamsOf(state), intent.stream, usable);
  return stream && { ...intent, client: stream.client, stream: stream.id };
}

function programOf(state: ModelState, { session, process }: InvokeStream): string | undefined {
  return sessionOf(state, session).processes[process]?.program;
}

function subscribersOf(state: ModelState, session: number): readonly Stream[] {
  return streamsOf(state).filter((one) => one.kind === 'status' && one.session === session && isOpen(one));
}

/** The next command that ends a build which a sequence has left running; undefined when there is none. */
export function ending(state: ModelState, id: number): Command | undefined {
  const build = streamsOf(state).find((one) => one.kind === 'build' && isOpen(one));
  if (build?.kind !== 'build') return undefined;
  const { client, session } = build;
  if (build.fixture !== 'readsStdin') return { kind: 'cancel', client, stream: build.id };
  const input = streamsOf(state).find((one) => one.kind === 'input' && one.build === build.id && isOpen(one));
  if (input?.kind !== 'input') return { kind: 'input', client, id, session };
  if (input.sent === stdinParts)
    return { kind: 'end-input', client: input.client, stream: input.id, how: 'half-close' };
  return {
    kind: 'send-input',
    client: input.client,
    stream: input.id,
    after: 'nothing',
    eof: input.sent === stdinParts - 1,
  };
}
