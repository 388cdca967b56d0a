import { matchText } from '../../scenarios/matching/match-text.js';
import { faultKind } from '../../scenarios/model/fault-kind.js';
import type { FaultRpc } from '../../scenarios/model/fault-rpc.js';
import type { FaultScript, FaultTrigger } from '../../scenarios/model/fault-script.js';
import type { Random } from '../../time/random.js';

/** Chance is drawn as one of so many numbers. */
const whole = 1_000_000;

/** A fault of a scenario that is in use, and how often it has struck. */
export class FaultInUse {
  readonly script: FaultScript;
  /** Where it is in the scenario, such as `faults[0]`. */
  readonly place: string;
  readonly at: FaultTrigger;
  readonly #random: Random;
  #struck = 0;
  #calls = 0;

  constructor(script: FaultScript, place: string, random: Random) {
    this.script = script;
    this.place = place;
    this.at = script.at ?? { open: true };
    this.#random = random;
  }

  /** Whether it is a fault of this RPC, by the name that the scenario has for it. */
  isOf(rpc: FaultRpc): boolean {
    return this.script.rpc === rpc;
  }

  /** Counts a call of its RPC that has come, and tells whether the fault can strike there. */
  awaits(): boolean {
    const { script } = this;
    this.#calls++;
    return !this.spent && (script.call === undefined || script.call === this.#calls);
  }

  /** Whether it can strike in calls about this session. */
  concerns(ref: string | undefined): boolean {
    const { when } = this.script;
    return when === undefined || (ref !== undefined && matchText(when.ref, ref));
  }

  /** Whether it has struck as often as it should. */
  get spent(): boolean {
    return this.#struck >= this.#times;
  }

  /** Decides whether it strikes now that its time has come, and counts it if so. */
  strikes(): boolean {
    const { chance } = this.script;
    if (this.spent || (chance !== undefined && this.#random.integer(0, whole - 1) >= chance * whole)) return false;
    this.#struck++;
    return true;
  }

  /**
   * How often it has struck, where that is less often than it should; a fault that depends on chance need not strike.
   */
  get lacking(): string | undefined {
    if (this.script.chance !== undefined || this.spent) return undefined;
    if (this.#times !== Number.POSITIVE_INFINITY) return `struck ${this.#struck} of ${this.#times} times`;
    return this.#struck === 0 ? 'never struck' : undefined;
  }

  /** What the journal says of it: which fault struck, when and how. */
  toText(): string {
    const { name, do: action } = this.script;
    const who = name === undefined ? this.place : `${this.place} ${JSON.stringify(name)}`;
    const how = Object.entries(action).map(([key, value]) => `${key}${value === true ? '' : ` ${shown(value)}`}`);
    const shownHow = 'answer' in action ? 'answer' : how.join(', ');
    return `fault ${who} strikes ${whenText(this.at)}: ${shownHow}`;
  }

  /** What it does: the key of its action. */
  get kind(): ReturnType<typeof faultKind> {
    return faultKind(this.script.do);
  }

  get #times(): number {
    const { times, chance } = this.script;
    if (typeof times === 'number') return times;
    return times === 'always' || chance !== undefined ? Number.POSITIVE_INFINITY : 1;
  }
}

function whenText(at: FaultTrigger): string {
  if ('open' in at) return 'at the opening';
  if ('end' in at) return 'at the end';
  if ('after' in at) return `after ${shown(at.after)}`;
  if ('barrier' in at) return `at barrier ${JSON.stringify(at.barrier)}`;
  const direction = at.direction ?? 'response';
  return 'message' in at ? `at ${direction} ${at.message}` : `at byte ${at.bytes} of ${direction}s`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
