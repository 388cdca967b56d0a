import { fillGroups, findInStdin } from '../../scenarios/matching/find-in-stdin.js';
import type { ProgramScript, ProgramStep, Reaction, StdinMatch } from '../../scenarios/model/program-script.js';
import { toMilliseconds } from '../../time/duration.js';
import { bytesOf } from '../builds/bytes.js';
import { StartFailure, type Program, type ProgramEvent, type ProgramIo } from './program.js';

/** Plays a program script. */
export function scripted(script: ProgramScript): Program {
  return async (io) => {
    if (script.failsToStart !== undefined) throw new StartFailure(script.failsToStart);
    return new ScriptPlayer(script, io).play();
  };
}

type Cue = { readonly kind: 'stdin' } | { readonly kind: 'eof' } | { readonly kind: 'signal'; readonly name: string };

/** A reaction to stdin, and where what it takes ends. */
interface Found {
  readonly reaction: Reaction;
  readonly end: number;
  readonly groups: readonly string[];
}

class ScriptPlayer {
  readonly #script: ProgramScript;
  readonly #io: ProgramIo;
  /** Latin-1, a character a byte, so that any bytes can be matched and nothing is split; see {@link #search}. */
  #stdin = '';
  #ended = false;
  readonly #signals: string[] = [];
  #wake: (() => void) | undefined;
  #broken: Error | undefined;

  constructor(script: ProgramScript, io: ProgramIo) {
    this.#script = script;
    this.#io = io;
    io.onEvent((event) => this.#take(event));
  }

  async play(): Promise<number> {
    this.#listen().catch((error: Error) => {
      this.#broken = error;
      this.#wake?.();
    });
    const code = await this.#perform(this.#script.steps ?? [], []);
    if (code !== undefined) return code;
    if ((this.#script.reactions ?? []).length === 0 && this.#script.prompt === undefined) return 0;
    return this.#react();
  }

  async #react(): Promise<number> {
    await this.#prompt();
    for (;;) {
      const [cue] = this.#cues();
      if (cue === undefined) {
        await this.#change();
        continue;
      }
      const code = await this.#answer(cue);
      if (code !== undefined) return code;
    }
  }

  /** What there is to react to: signals first, then stdin, then its end. */
  #cues(): readonly Cue[] {
    const signals = this.#signals.map((name): Cue => ({ kind: 'signal', name }));
    return [
      ...signals,
      ...(this.#match() === undefined && !this.#hasLine() ? [] : [{ kind: 'stdin' } as const]),
      ...(this.#ended ? [{ kind: 'eof' } as const] : []),
    ];
  }

  async #answer(cue: Cue): Promise<number | undefined> {
    switch (cue.kind) {
      case 'signal': {
        this.#signals.shift();
        const reaction = this.#reactions().find(
          ({ on }) => typeof on !== 'string' && 'signal' in on && on.signal === cue.name,
        );
        return reaction === undefined ? exitOfSignal(cue.name) : this.#perform(reaction.do, [cue.name]);
      }
      case 'eof': {
        const reaction = this.#reactions().find(({ on }) => typeof on !== 'string' && 'eof' in on);
        return reaction === undefined ? 0 : ((await this.#perform(reaction.do, [])) ?? 0);
      }
      case 'stdin':
        return this.#answerStdin();
      default:
        return cue satisfies never;
    }
  }

  async #answerStdin(): Promise<number | undefined> {
    const found = this.#match();
    // A line that no reaction wants is dropped, so that the next one has its chance.
    const taken = found?.end ?? this.#stdin.indexOf('\n') + 1;
    const line = this.#stdin.slice(0, taken);
    this.#stdin = this.#stdin.slice(taken);
    const code = found === undefined ? undefined : await this.#perform(found.reaction.do, found.groups);
    if (code === undefined && line.endsWith('\n')) await this.#prompt();
    return code;
  }

  /** What comes first in stdin is answered first, so that it does not matter how much of it came at once. */
  #match(): Found | undefined {
    return this.#reactions()
      .flatMap((reaction): readonly Found[] => {
        const { on } = reaction;
        const found = typeof on === 'object' && ('eof' in on || 'signal' in on) ? undefined : this.#search(on);
        return found === undefined ? [] : [{ reaction, ...found }];
      })
      .reduce<Found | undefined>((first, next) => (first === undefined || next.end < first.end ? next : first), undefined);
  }

  /** Patterns are about text, stdin is bytes: matched as UTF-8, the end counted back in bytes. */
  #search(match: StdinMatch): { readonly end: number; readonly groups: readonly string[] } | undefined {
    const text = Buffer.from(this.#stdin, 'latin1').toString('utf8');
    const found = findInStdin(match, text);
    return found && { end: Buffer.byteLength(text.slice(0, found.end), 'utf8'), groups: found.groups };
  }

  #hasLine(): boolean {
    return this.#script.prompt !== undefined && this.#stdin.includes('\n');
  }

  #reactions(): readonly Reaction[] {
    return this.#script.reactions ?? [];
  }

  /** The exit code, when a step exits. */
  async #perform(steps: readonly ProgramStep[], groups: readonly string[]): Promise<number | undefined> {
    for (const step of steps) {
      if ('exit' in step) return Number(fillGroups(String(step.exit), groups)) & 255;
      else if ('send' in step) await this.#send(step, groups);
      else if ('wait' in step) await this.#io.sleep(toMilliseconds(step.wait));
      else if ('expect' in step) await this.#expect(step.expect);
      else await this.#io.stall();
    }
    return undefined;
  }

  async #send(step: Extract<ProgramStep, { send: unknown }>, groups: readonly string[]): Promise<void> {
    const bytes = typeof step.send === 'string' ? fillGroups(step.send, groups) : step.send;
    await this.#io.write(step.fd ?? 1, bytesOf(bytes));
  }

  async #expect(match: StdinMatch): Promise<void> {
    for (;;) {
      const found = this.#search(match);
      if (found !== undefined) {
        this.#stdin = this.#stdin.slice(found.end);
        return;
      }
      await this.#change();
    }
  }

  async #prompt(): Promise<void> {
    if (this.#script.prompt !== undefined) await this.#io.write(1, bytesOf(this.#script.prompt));
  }

  async #listen(): Promise<void> {
    for (let bytes = await this.#io.read(); bytes !== undefined; bytes = await this.#io.read()) {
      this.#stdin += Buffer.from(bytes).toString('latin1');
      this.#wake?.();
    }
    this.#ended = true;
    this.#wake?.();
  }

  #take(event: ProgramEvent): void {
    if (event.kind !== 'signal') return;
    this.#signals.push(event.name);
    this.#wake?.();
  }

  async #change(): Promise<void> {
    if (this.#broken === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#broken !== undefined) throw this.#broken;
  }
}

const signalNumbers: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, TERM: 15 };

/** What a shell reports of a program that a signal ended. Unknown ones are ignored. */
export function exitOfSignal(name: string): number | undefined {
  const number = signalNumbers[name.replace(/^SIG/, '')];
  return number === undefined ? undefined : 128 + number;
}
