import { hasMethod } from '../../../protocol/service.js';
import { mostCommands } from '../../arbitraries/races.js';
import { showObservation, type Observation } from '../../model/answer.js';
import { describe, type Command } from '../../model/command.js';
import { linearise, type Happening } from '../../model/linearise.js';
import type { RaceIntent } from '../../model/race-intent.js';
import { streamsOf, type ModelState } from '../../model/state.js';
import { Violation } from '../../engine/violation.js';
import { endingOf, ok } from '../ending.js';
import { openInput, sendData, stdinText } from '../input/build-stdin.js';
import { Chronicle, operationOf, showEntry } from './chronicle.js';
import { Meeting } from './meeting.js';
import { perform } from './perform.js';
import { beginUnwatched, watchedByAll } from './perform-race.js';
import type { RaceTheme } from './race-theme.js';
import type { Player } from './sequence.js';
import type { Bindings } from './bindings.js';

const exitCode = 7;

export interface RaceSettings {
  readonly clients: number;
  /** The first process number that is not the theme's. */
  readonly firstOwn: number;
  /** Resolves when nothing more will come; undefined where nobody knows. */
  readonly still: (() => Promise<void>) | undefined;
}

/** Several clients at work: what they did and saw, and whether the model explains it. */
export class RunningRace {
  readonly #bindings: Bindings;
  readonly #player: Player;
  readonly #theme: RaceTheme;
  readonly #chronicle = new Chronicle();
  readonly #meeting: Meeting;
  readonly #clients: number;
  readonly #firstOwn: number;
  readonly #still: (() => Promise<void>) | undefined;
  readonly #state: ModelState;

  constructor(player: Player, theme: RaceTheme, { clients, firstOwn, still }: RaceSettings) {
    this.#player = player;
    this.#bindings = player.bindings;
    this.#theme = theme;
    this.#clients = clients;
    this.#firstOwn = firstOwn;
    this.#still = still;
    this.#meeting = new Meeting(clients);
    this.#state = { ...player.state, racing: true };
  }

  async run(lists: readonly (readonly RaceIntent[])[]): Promise<void> {
    await this.#settled(Promise.all(lists.map((list, client) => this.#act(client, list))));
    await this.#settled(this.#look());
  }

  /**
   * Looks for an order that explains everything.
   * @throws Violation when no order of the commands explains what came of them, neither now nor when everything has
   * come
   */
  async explain(): Promise<void> {
    while (!this.#isExplained()) {
      const open = [...this.#bindings.streams.values()].flatMap(({ call }) =>
        call.ended === undefined ? [call.status] : [],
      );
      if (this.#still !== undefined || open.length === 0) throw this.#unexplained();
      await this.#bindings.trial.within('the streams to end', Promise.race(open)).catch((error: unknown) => {
        throw error instanceof Violation ? this.#unexplained() : error;
      });
    }
  }

  /** Gives stdin to the builds that still wait for it. */
  async feedBuilds(): Promise<void> {
    const { trial } = this.#bindings;
    for (const { kind, session, call } of [...this.#bindings.streams.values()]) {
      if (kind !== 'build' || call.ended !== undefined) continue;
      const input = await openInput(trial, this.#bindings.ref(session), this.#bindings.client(0));
      await sendData(input, stdinText(trial));
      input.halfClose();
      trial.equal('the Build that was let in', await trial.within('its end', endingOf(call)), ok);
    }
  }

  async #settled(work: Promise<unknown>): Promise<void> {
    const still = this.#still;
    await (still === undefined ? work : Promise.race([work.then(still), still()]));
  }

  async #act(client: number, list: readonly RaceIntent[]): Promise<void> {
    const own = streamsOf(this.#state)
      .filter((stream) => stream.kind === 'invoke' && stream.client === client)
      .map(({ id }) => id);
    for (const [nth, intent] of list.entries()) {
      if (intent.kind === 'meet') await this.#meeting.meet(client);
      else await this.#do(client, intent, this.#firstOwn + client * mostCommands + nth, own);
    }
    this.#meeting.leave(client);
  }

  async #do(client: number, intent: RaceIntent, another: number, own: number[]): Promise<void> {
    const session = intent.session % this.#theme.sessions;
    const id = this.#player.nextId();
    switch (intent.kind) {
      case 'build':
      case 'begin-build':
        return this.#build(client, intent.kind, id, session);
      case 'start':
      case 'start-another': {
        const process = intent.kind === 'start' ? intent.process : another;
        // Needed, because whoever attaches must know whether something will come back.
        const program = this.#theme.exiting.includes(process) ? 'exits' : 'cat';
        if (program === 'cat') own.push(id);
        const rollback = intent.kind === 'start' && intent.rollback;
        return this.#command({ kind: 'start', client, id, session, process, program, code: exitCode, rollback });
      }
      case 'attach': {
        const process = this.#theme.processOf(intent, client, this.#clients);
        own.push(id);
        return this.#command({ kind: 'attach', client, id, session, process, configured: false });
      }
      case 'type':
      case 'cancel': {
        const stream = own[intent.stream % Math.max(1, own.length)];
        if (stream === undefined) return;
        if (intent.kind === 'cancel') own.splice(own.indexOf(stream), 1);
        return this.#command({ kind: intent.kind, client, stream });
      }
      case 'list':
        return this.#command({ kind: 'list', client });
      case 'inspect':
        if (!hasMethod(this.#bindings.stock.revision, 'Inspect')) return;
        return this.#command({ kind: 'inspect', client, session });
      case 'list-processes':
      case 'disconnect':
        return this.#command({ kind: intent.kind, client, session });
      case 'disconnect-process':
        return this.#command({ kind: intent.kind, client, session, process: intent.process });
      case 'meet':
        return;
    }
  }

  async #command(command: Command): Promise<void> {
    const happenings: Happening[] = [{ kind: 'command', command }];
    if (command.kind === 'start' && command.program === 'exits') {
      const { session, process, code, id: by } = command;
      happenings.push({ kind: 'exits', exit: { session, process, by, code } });
    }
    const entry = this.#chronicle.begin(command.client, describe(command), happenings);
    const seen = await this.#within(entry.what, this.#perform(command));
    this.#chronicle.answer(entry, seen);
    this.#bindings.trial.exercised();
  }

  async #perform(command: Command): Promise<Observation> {
    // Only the end of the stream is waited for, because a process that exits echoes nothing.
    if (command.kind !== 'start' && command.kind !== 'attach') return perform(this.#bindings, command, this.#state);
    const seen = await perform(this.#bindings, command, echoing(this.#state, command, this.#theme));
    // The stream may have been served, and have lost its process before that could be seen.
    return seen.kind === 'ended' ? { kind: 'nothing' } : seen;
  }

  async #build(client: number, kind: 'build' | 'begin-build', id: number, session: number): Promise<void> {
    const fixture = kind === 'build' ? 'succeeds' : 'readsStdin';
    const begins: Happening = { kind: 'build-begins', build: { id, client, session, fixture } };
    const what = `Build of session ${session} that ${fixture}, stream ${id}`;
    const ends: readonly Happening[] = kind === 'build' ? [{ kind: 'build-ends', id }] : [];
    const entry = this.#chronicle.begin(client, what, [begins, ...ends]);
    this.#bindings.trial.exercised();
    if (kind === 'build') {
      await this.#within(what, watchedByAll(this.#bindings, client, id, session));
      this.#chronicle.answer(entry, this.#bindings.endOf(id) ?? { kind: 'nothing' });
      return;
    }
    const build = await beginUnwatched(this.#bindings, client, id, session);
    void build.status.then(() => this.#chronicle.answer(entry, this.#bindings.endOf(id) ?? { kind: 'nothing' }));
  }

  /** Looks at everything, once all have done what they do. */
  async #look(): Promise<void> {
    const client = 0;
    await this.#command({ kind: 'list', client });
    for (const session of this.#state.sessions.keys()) {
      await this.#command({ kind: 'list-processes', client, session });
      if (hasMethod(this.#bindings.stock.revision, 'Inspect'))
        await this.#command({ kind: 'inspect', client, session });
    }
  }

  #within<T>(what: string, work: Promise<T>): Promise<T> {
    return this.#still === undefined ? this.#bindings.trial.within(what, work) : work;
  }

  #isExplained(): boolean {
    const ends = new Map<number, Observation>();
    for (const id of this.#bindings.streams.keys()) {
      const end = this.#bindings.endOf(id);
      if (end !== undefined) ends.set(id, end);
    }
    const operations = this.#chronicle.entries.map((entry) => operationOf(entry, ends));
    return linearise({ state: this.#state, operations, ends }) !== undefined;
  }

  #unexplained(): Violation {
    const ends = [...this.#bindings.streams.keys()].map((id) => {
      const end = this.#bindings.endOf(id);
      return `stream ${id} ${end === undefined ? 'is open' : `ended ${showObservation(end)}`}`;
    });
    const seen = [...this.#chronicle.entries.map(showEntry), ...ends].join('; ');
    return new Violation('some order of the commands explains what came of them', 'an order', seen);
  }
}

/** Whether attaching waits for an echo: it does where there may be a `cat`. */
function echoing(
  state: ModelState,
  command: Extract<Command, { kind: 'start' | 'attach' }>,
  { exiting }: RaceTheme,
): ModelState {
  const cat = { sure: true, program: 'cat' as const, first: true, by: command.id };
  const processes = command.kind === 'attach' && !exiting.includes(command.process) ? { [command.process]: cat } : {};
  return { ...state, sessions: state.sessions.map((session) => ({ ...session, processes })) };
}
