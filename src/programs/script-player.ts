import { fillGroups } from '../scenarios/matching/find-in-stdin.js';
import type { ProgramScript, ProgramStep, Reaction, StdinMatch } from '../scenarios/model/program-script.js';
import { toMilliseconds } from '../time/duration.js';
import { bytesOf } from '../scenarios/model/bytes.js';
import { exitOfSignal } from './exit-of-signal.js';
import { Killed, type ProgramEvent, type ProgramIo } from './program.js';
import { ScriptStdin } from './script-stdin.js';
import { UnexpectedStdin } from './unexpected-stdin.js';

/** Something that there may be a reaction to. */
type Cue =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'eof' }
  | { readonly kind: 'event'; readonly event: ProgramEvent };

/** A reaction to stdin, and the offset where what it takes ends. */
interface Found {
  readonly index: number;
  readonly end: number;
  readonly groups: readonly string[];
}

/** A program that takes the steps of its script, and then reacts. */
export class ScriptPlayer {
  readonly #script: ProgramScript;
  readonly #place: string;
  readonly #io: ProgramIo;
  readonly #stdin = new ScriptStdin();
  readonly #events: ProgramEvent[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #signalled: Promise<number>;
  #endBySignal: (code: number) => void = () => {};
  #broken: Error | undefined;
  #over = false;

  constructor(script: ProgramScript, place: string, io: ProgramIo) {
    this.#script = script;
    this.#place = place;
    this.#io = io;
    this.#signalled = new Promise((resolve) => {
      this.#endBySignal = resolve;
    });
    io.onEvent((event) => this.#take(event));
  }

  /**
   * Plays the script, and resolves to the exit code.
   * @throws UnexpectedStdin
   */
  async play(): Promise<number> {
    this.#stdin
      .listen(this.#io, () => this.#wake())
      .catch((error: Error) => {
        this.#broken = error;
        this.#wake();
      });
    try {
      return await Promise.race([this.#run(), this.#signalled]);
    } finally {
      this.#over = true;
    }
  }

  async #run(): Promise<number> {
    const code = await this.#sideBySide();
    if (code !== undefined) return code;
    return this.#reactions.length === 0 && this.#script.prompt === undefined ? 0 : this.#react();
  }

  /** Takes the script's lists of steps, all at once; the first exit counts. */
  #sideBySide(): Promise<number | undefined> {
    const lists = (['steps', 'stdin', 'stdout'] as const).flatMap((name) => {
      const steps = this.#script[name];
      return steps === undefined ? [] : [{ steps, place: `${this.#place}.${name}` }];
    });
    let left = lists.length;
    if (left === 0) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      for (const { steps, place } of lists) {
        this.#perform(steps, place, []).then((code) => {
          left--;
          if (code !== undefined || left === 0) resolve(code);
        }, reject);
      }
    });
  }

  async #react(): Promise<number> {
    await this.#prompt();
    for (;;) {
      const cue = this.#cue();
      if (cue === undefined) {
        await this.#change();
        continue;
      }
      const code = await this.#answer(cue);
      if (code !== undefined) return code;
    }
  }

  /** What there is to react to: signals and sizes come first, then stdin, then its end. */
  #cue(): Cue | undefined {
    const event = this.#events.shift();
    if (event !== undefined) return { kind: 'event', event };
    if (this.#match() !== undefined || this.#hasLine()) return { kind: 'stdin' };
    return this.#stdin.ended ? { kind: 'eof' } : undefined;
  }

  async #answer(cue: Cue): Promise<number | undefined> {
    switch (cue.kind) {
      case 'event':
        return this.#answerEvent(cue.event);
      case 'eof': {
        const index = this.#reactions.findIndex(({ on }) => typeof on === 'object' && 'eof' in on);
        return (await this.#follow(index, [])) ?? 0;
      }
      case 'stdin':
        return this.#answerStdin();
      default:
        return cue satisfies never;
    }
  }

  #answerEvent(event: ProgramEvent): Promise<number | undefined> {
    const groups =
      event.kind === 'signal' ? [event.name] : [`${event.rows} ${event.cols}`, `${event.rows}`, `${event.cols}`];
    return this.#follow(this.#reactionTo(event), groups);
  }

  #reactionTo(event: ProgramEvent): number {
    return this.#reactions.findIndex(({ on }) => {
      if (typeof on === 'string') return false;
      return event.kind === 'signal' ? 'signal' in on && on.signal === event.name : 'resize' in on;
    });
  }

  async #answerStdin(): Promise<number | undefined> {
    const found = this.#match();
    // A line that no reaction wants is dropped, so that the next one has its chance.
    const taken = found === undefined ? this.#stdin.takeLine() : this.#stdin.take(found.end);
    const code = found === undefined ? undefined : await this.#follow(found.index, found.groups);
    if (code === undefined && taken.endsWith('\n')) await this.#prompt();
    return code;
  }

  /** Finds the reaction to what comes first in stdin, so that it does not matter how much of stdin came at once. */
  #match(): Found | undefined {
    let first: Found | undefined;
    for (const [index, { on }] of this.#reactions.entries()) {
      if (!isAboutStdin(on)) continue;
      const found = this.#stdin.find(on);
      if (found !== undefined && (first === undefined || found.end < first.end)) first = { index, ...found };
    }
    return first;
  }

  #hasLine(): boolean {
    return this.#script.prompt !== undefined && this.#stdin.hasLine();
  }

  get #reactions(): readonly Reaction[] {
    return this.#script.reactions ?? [];
  }

  async #follow(index: number, groups: readonly string[]): Promise<number | undefined> {
    const reaction = this.#reactions[index];
    return reaction && this.#perform(reaction.do, `${this.#place}.reactions[${index}].do`, groups);
  }

  /** Takes steps, and gives the exit code when one of them exits. */
  async #perform(steps: readonly ProgramStep[], place: string, groups: readonly string[]): Promise<number | undefined> {
    for (const [index, step] of steps.entries()) {
      // Another list of steps has ended the program.
      if (this.#over) throw new Killed();
      if ('exit' in step) return Number(fillGroups(String(step.exit), groups)) & 255;
      if ('fail' in step) return exitOfSignal(step.fail);
      if ('expect' in step) await this.#expect(step.expect, `${place}[${index}].expect`);
      else await this.#step(step, groups);
    }
    return undefined;
  }

  async #step(
    step: Exclude<ProgramStep, { exit: unknown } | { fail: unknown } | { expect: unknown }>,
    groups: readonly string[],
  ): Promise<void> {
    if ('send' in step) {
      const bytes = typeof step.send === 'string' ? fillGroups(step.send, groups) : step.send;
      await this.#io.write(step.fd ?? 1, bytesOf(bytes));
    } else if ('wait' in step) await this.#io.sleep(toMilliseconds(step.wait));
    else if ('attached' in step) await this.#io.attached(step.attached);
    else if ('barrier' in step) await this.#io.reach(step.barrier);
    else if ('release' in step) this.#io.release(step.release);
    else if ('close' in step) this.#stdin.close();
    else if (step.stall === 'stdin') this.#stdin.stall();
    else await this.#io.stall();
  }

  async #expect(match: StdinMatch, place: string): Promise<void> {
    for (;;) {
      const found = this.#stdin.expect(match);
      if (found === 'never') throw new UnexpectedStdin(place, match, this.#stdin.bytes, this.#stdin.ended);
      if (found !== undefined) {
        this.#stdin.take(found.end);
        return;
      }
      await this.#change();
    }
  }

  async #prompt(): Promise<void> {
    if (this.#script.prompt !== undefined) await this.#io.write(1, bytesOf(this.#script.prompt));
  }

  /** A signal without a reaction ends the program at once; one with a reaction waits until the steps are done. */
  #take(event: ProgramEvent): void {
    if (this.#reactionTo(event) >= 0) {
      this.#events.push(event);
      this.#wake();
    } else if (event.kind === 'signal') {
      const code = exitOfSignal(event.name);
      if (code !== undefined) this.#endBySignal(code);
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async #change(): Promise<void> {
    if (this.#broken === undefined) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
    if (this.#broken !== undefined) throw this.#broken;
  }
}

function isAboutStdin(on: Reaction['on']): on is StdinMatch {
  return typeof on === 'string' || 'pattern' in on || 'base64' in on;
}
