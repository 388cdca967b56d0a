import { hasMethod } from '../../protocol/service.js';
import type { Target } from '../../conformance/trial/target.js';
import { describe, type Command } from '../../conformance/model/command.js';
import type { Intent } from '../../conformance/model/intent.js';
import { next } from '../../conformance/model/next.js';
import { ending, resolve } from '../../conformance/model/resolve.js';
import { initialState, type ModelState } from '../../conformance/model/state.js';
import { Bindings } from '../../conformance/requirements/histories/bindings.js';
import { perform } from '../../conformance/requirements/histories/perform.js';
import { sequenceSize } from '../../conformance/requirements/histories/sequence.js';
import { Hand, Stuck } from './hand.js';
import { keyed, type Calls } from './keyed.js';

/** What passed in one play of a history. */
export interface Played {
  /** The commands that were done, in words. */
  readonly commands: readonly string[];
  readonly calls: Calls;
  /** The keys of the calls that had ended, by command. */
  readonly endedBy: readonly ReadonlySet<string>[];
  /** A text with the same names in every play. */
  readonly plain: (text: string) => string;
  /** Whether a session or process is one of this history. */
  readonly gave: (name: string) => boolean;
  /** Why the rest of the history was not played. */
  readonly trouble?: string;
  /** What could not be undone after it. */
  readonly left?: string;
}

export interface PlayOptions {
  /** How long is waited for what must come, in milliseconds. */
  readonly patienceMs: number;
  /** The same history as it was played before: what ended there is waited for here. */
  readonly guide?: Played;
}

/** After each command of a play that goes first, so much time passes, in milliseconds, so that all that follows has followed. */
const digestMs = 200;
/** So long is looked at the end whether anything more comes, in milliseconds. */
const lastLookMs = 100;

/**
 * Does the commands that intents mean, one after the other, and judges nothing. Which these are depends on the model
 * alone, so that they are the same wherever they are played.
 */
export async function play(target: Target, intents: readonly Intent[], options: PlayOptions): Promise<Played> {
  const hand = await Hand.at(target, options.patienceMs);
  const player = new Player(hand, await Bindings.of(hand, sequenceSize), options);
  let trouble: string | undefined;
  try {
    await player.play(intents);
  } catch (error) {
    trouble = hand.plain(error instanceof Error ? error.message : String(error));
  }
  await hand.rest(options.guide === undefined ? digestMs : lastLookMs);
  const calls = keyed(hand.record.calls, player.done);
  const left = await hand.leave();
  return {
    commands: player.done.map(describe),
    calls,
    endedBy: player.endedBy,
    plain: (text) => hand.plain(text),
    gave: (name) => hand.gave(name),
    ...(trouble === undefined ? {} : { trouble }),
    ...(left === undefined ? {} : { left }),
  };
}

class Player {
  readonly done: Command[] = [];
  readonly endedBy: Set<string>[] = [];
  readonly #hand: Hand;
  readonly #bindings: Bindings;
  readonly #options: PlayOptions;
  /** The calls that did not end when they should have; they are not waited for again. */
  readonly #late = new Set<string>();
  #state: ModelState;
  #ids = 0;

  constructor(hand: Hand, bindings: Bindings, options: PlayOptions) {
    this.#hand = hand;
    this.#bindings = bindings;
    this.#options = options;
    this.#state = initialState({ revision: hand.revision, ...sequenceSize });
  }

  async play(intents: readonly Intent[]): Promise<void> {
    for (const intent of intents) {
      const command = resolve(this.#state, intent, this.#bindings.stock, this.#nextId());
      if (command !== undefined) await this.#do(command);
    }
    await this.#do({ kind: 'list', client: 0 });
    for (const session of this.#state.sessions.keys()) {
      await this.#do({ kind: 'list-processes', client: 0, session });
      if (hasMethod(this.#hand.revision, 'Inspect')) await this.#do({ kind: 'inspect', client: 0, session });
    }
    for (;;) {
      const command = ending(this.#state, this.#nextId());
      if (command === undefined) return;
      await this.#do(command);
    }
  }

  /** The number of the next stream, with room for two. */
  #nextId(): number {
    this.#ids += 2;
    return this.#ids;
  }

  async #do(command: Command): Promise<void> {
    const { record } = this.#hand;
    record.command = this.done.length;
    this.done.push(command);
    const before = this.#state;
    this.#state = next(before, command).state;
    await this.#hand.within(describe(command), perform(this.#bindings, command, before));
    await this.#settle();
    this.endedBy.push(this.#ended());
  }

  async #settle(): Promise<void> {
    const { guide } = this.#options;
    if (guide === undefined) return this.#hand.rest(digestMs);
    const due = [...(guide.endedBy[this.done.length - 1] ?? [])].filter((key) => !this.#late.has(key));
    const missing = (): string[] => {
      const ended = this.#ended();
      const known = new Set(keyed(this.#hand.record.calls, this.done).keys());
      return due.filter((key) => known.has(key) && !ended.has(key));
    };
    try {
      await this.#hand.within(
        'what ended before',
        this.#hand.record.until(() => missing().length === 0),
      );
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      for (const key of missing()) this.#late.add(key);
    }
  }

  #ended(): Set<string> {
    const calls = keyed(this.#hand.record.calls, this.done);
    return new Set([...calls].flatMap(([key, { status }]) => (status === undefined ? [] : [key])));
  }
}
