import { hasMethod } from '../../../protocol/service.js';
import { explains, showAnswer, showObservation } from '../../model/answer.js';
import { describe, type Command } from '../../model/command.js';
import { fits, showPatterns } from '../../model/ending-pattern.js';
import type { Intent } from '../../model/intent.js';
import { next } from '../../model/next.js';
import { ending, resolve } from '../../model/resolve.js';
import { initialState, streamsOf, type ModelState, type Stream } from '../../model/state.js';
import type { Trial } from '../../trial/trial.js';
import { Violation } from '../../engine/violation.js';
import { perform } from './perform.js';
import { Bindings, type ModelSize } from './bindings.js';

/** The most commands of a sequence that mean something. */
export const longestSequence = 60;

export const sequenceSize: ModelSize = { sessions: 3, processes: 2, clients: 2 };

/** Does one command after the other, and holds each answer, and every stream, against the model. */
export async function playSequence(trial: Trial, intents: readonly Intent[]): Promise<void> {
  const player = new Player(
    await Bindings.of(trial, sequenceSize),
    initialState({ revision: trial.revision, ...sequenceSize }),
  );
  let done = 0;
  for (const intent of intents) {
    if (done === longestSequence) break;
    const command = resolve(player.state, intent, player.bindings.stock, player.nextId());
    if (command === undefined) continue;
    await player.play(command);
    trial.exercised();
    done += 1;
  }
  await player.finish();
}

/** The target and the model, side by side. */
export class Player {
  readonly bindings: Bindings;
  state: ModelState;
  readonly #settled = new Set<number>();
  #ids = 0;

  constructor(bindings: Bindings, state: ModelState) {
    this.bindings = bindings;
    this.state = state;
  }

  /** The number of the next stream, with room for two. */
  nextId(): number {
    this.#ids += 2;
    return this.#ids;
  }

  /**
   * Plays one command.
   * @throws Violation when the model does not allow what came of it
   */
  async play(command: Command): Promise<void> {
    const { trial } = this.bindings;
    const what = describe(command);
    const { state, answer } = next(this.state, command);
    const seen = await trial.within(what, perform(this.bindings, command, this.state));
    this.state = state;
    if (!explains(answer, seen)) throw new Violation(what, showAnswer(answer), showObservation(seen));
    if ('stream' in command) this.#holdText(command.stream);
    await this.#settle(what);
  }

  /** Looks at everything once more, and ends the builds that still run. */
  async finish(): Promise<void> {
    const { sessions } = this.state;
    const client = 0;
    await this.play({ kind: 'list', client });
    for (const session of sessions.keys()) {
      await this.play({ kind: 'list-processes', client, session });
      if (hasMethod(this.bindings.stock.revision, 'Inspect')) await this.play({ kind: 'inspect', client, session });
    }
    for (;;) {
      const command = ending(this.state, this.nextId());
      if (command === undefined) break;
      await this.play(command);
    }
  }

  /** Holds that what the model says is over has ended so, and that what it says is open is open. */
  async #settle(what: string): Promise<void> {
    for (const stream of streamsOf(this.state)) {
      if (stream.phase === 'over') await this.#holdEnd(stream, what);
      else if (stream.phase !== 'unsure') this.#holdOpen(stream, what);
    }
  }

  async #holdEnd(stream: Stream, what: string): Promise<void> {
    const opened = this.bindings.streams.get(stream.id);
    if (opened === undefined || this.#settled.has(stream.id)) return;
    this.#settled.add(stream.id);
    // Passed over, because nothing shows that the server has found the build for this Status in time: it may have come
    // too late, and wait for the next one.
    if (opened.kind === 'status' && opened.call.messages.length === 0 && opened.call.ended === undefined) return;
    const name = `${nameOf(stream)} after ${what}`;
    await this.bindings.trial.within(`the end of ${name}`, opened.call.status);
    const seen = this.bindings.endOf(stream.id);
    if (seen === undefined || !fits(seen, stream.ends)) {
      throw new Violation(name, showPatterns(stream.ends), seen === undefined ? 'no end' : showObservation(seen));
    }
    if (opened.kind !== 'invoke' || stream.kind !== 'invoke' || !stream.served) return;
    if (this.bindings.cancelled.has(stream.id)) return;
    const eofs = opened.process.files.filter(({ eof }) => eof).map(({ fd }) => fd);
    this.bindings.trial.equal(
      `EOF on ${name}`,
      eofs.toSorted((a, b) => a - b),
      [1, 2],
    );
  }

  #holdOpen(stream: Stream, what: string): void {
    const seen = this.bindings.endOf(stream.id);
    if (seen === undefined) return;
    throw new Violation(`${nameOf(stream)} after ${what}`, 'that it is open', `it ended ${showObservation(seen)}`);
  }

  /** Holds that a `cat` gives back what was typed on this stream, and nothing else. */
  #holdText(id: number): void {
    const opened = this.bindings.streams.get(id);
    const typed = this.bindings.typedOn(id);
    if (opened?.kind !== 'invoke' || typed === '') return;
    this.bindings.trial.equal(`what came on stream ${id}`, opened.process.text(1), typed);
  }
}

function nameOf({ kind, id, session }: Stream): string {
  const rpc = { build: 'Build', status: 'Status', input: 'Input', invoke: 'Invoke' }[kind];
  return `${rpc} (stream ${id} of session ${session})`;
}
