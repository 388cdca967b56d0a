import type { Revision } from '../../protocol/revision.js';
import type { Certificate, Disagreement } from '../certificate.js';
import type { Difference } from '../comparing/compare.js';
import { explain, explanationsOf } from '../explanations/explain.js';
import type { Explanation } from '../explanations/explanation.js';
import type { History } from '../playing/history.js';
import { onBothSides, type Outcome, type Sides } from './both-sides.js';
import { kindOf } from './kind-of.js';
import { shortest } from './shortest.js';

/** A kind of difference that nothing explains, and the history in which it came up first. */
interface Open {
  readonly difference: Difference;
  readonly history: History;
  readonly commands: readonly string[];
  times: number;
}

/** So often is a history played again, alone, before what came up in it is said not to come again. */
const again = 3;
/** So many kinds of difference are cut down to their shortest histories. */
const mostShrunk = 3;

/** Adds up what came of all histories. */
export class Tally {
  histories = 0;
  readonly #revision: Revision;
  readonly #explained = new Map<Explanation, { differences: number; readonly histories: Set<number> }>();
  readonly #open = new Map<string, Open>();
  #commands = 0;
  #messages = 0;
  #facts = 0;
  #differences = 0;

  constructor(revision: Revision) {
    this.#revision = revision;
  }

  add(history: History, { commands, messages, facts, differences }: Outcome): void {
    this.histories += 1;
    this.#commands += commands.length;
    this.#messages += messages;
    this.#facts += facts;
    this.#differences += differences.length;
    for (const difference of differences) {
      const explanation = explain(difference, this.#revision);
      if (explanation === undefined) this.#leaveOpen(difference, history, commands);
      else this.#explain(explanation, history);
    }
  }

  /** Adds a history of which the real server dies, and the fake does not, each time that it is played. */
  addDeath(history: History): void {
    this.histories += 1;
    const about = { command: 'the whole history', cancelled: false };
    this.#leaveOpen({ of: 'history', rpc: 'Info', name: 'server', fake: 'lives', real: 'died', about }, history, []);
  }

  get hasUnexplained(): boolean {
    return this.#open.size > 0;
  }

  get sums(): Pick<Certificate, 'commands' | 'messages' | 'facts' | 'agreements' | 'explained'> {
    const explained = [...this.#explained].map(([explanation, { differences, histories }]) => ({
      explanation,
      differences,
      histories: histories.size,
    }));
    return {
      commands: this.#commands,
      messages: this.#messages,
      facts: this.#facts,
      agreements: this.#facts - this.#differences,
      explained: explained.toSorted((one, other) => other.differences - one.differences),
    };
  }

  /** The explanations that must have come up, and have not. */
  stale(): readonly Explanation[] {
    return explanationsOf(this.#revision).filter((one) => one.comes === 'always' && !this.#explained.has(one));
  }

  /** Tells what comes again from what does not, and finds the shortest histories of what does. */
  async judge(
    sides: Sides,
    { seed, shrinks }: { readonly seed: number; readonly shrinks: boolean },
  ): Promise<Pick<Certificate, 'unexplained' | 'fleeting'>> {
    const unexplained: Disagreement[] = [];
    const fleeting: Disagreement[] = [];
    const open = [...this.#open.values()].toSorted((one, other) => one.history.number - other.history.number);
    for (const one of open) {
      const { difference, history, commands, times } = one;
      const found =
        shrinks && unexplained.length < mostShrunk && (await comesAgain(sides, one))
          ? await shortest(sides, { seed, number: history.number, difference })
          : undefined;
      const whole = { commands, replay: String(history.number) };
      const { number, name } = history;
      const told = {
        difference,
        history: number,
        times,
        shortest: found ?? whole,
        ...(name === undefined ? {} : { name }),
      };
      if (found === undefined && shrinks && unexplained.length < mostShrunk) fleeting.push(told);
      else unexplained.push(told);
    }
    return { unexplained, fleeting };
  }

  #explain(explanation: Explanation, { number }: History): void {
    const counted = this.#explained.get(explanation) ?? { differences: 0, histories: new Set() };
    counted.differences += 1;
    counted.histories.add(number);
    this.#explained.set(explanation, counted);
  }

  #leaveOpen(difference: Difference, history: History, commands: readonly string[]): void {
    const kind = kindOf(difference);
    const known = this.#open.get(kind);
    if (known !== undefined) known.times += 1;
    else this.#open.set(kind, { difference, history, commands, times: 1 });
  }
}

/** Whether a difference of that kind comes up when its history is played again, alone. */
async function comesAgain(sides: Sides, { difference, history }: Open): Promise<boolean> {
  for (let time = 0; time < again; time += 1) {
    const outcome = await onBothSides(sides, history.intents);
    // The server died of it again.
    if (outcome === undefined) return difference.real === 'died';
    if (outcome.differences.some((one) => kindOf(one) === kindOf(difference))) return true;
  }
  return false;
}
