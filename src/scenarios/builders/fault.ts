import type { Http2ErrorCodeName } from '../../protocol/http2-error-code.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Duration } from '../../time/duration.js';
import type { FaultRpc } from '../model/fault-rpc.js';
import type {
  AnswerStep,
  FaultAction,
  FaultDeath,
  FaultDirection,
  FaultScript,
  FaultStatus,
  FaultTrigger,
} from '../model/fault-script.js';
import type { TextMatch } from '../model/match.js';
import { ScenarioError } from '../scenario-error.js';
import { toData } from '../to-data.js';
import type { Written } from '../written.js';
import { withPlainDetails } from './plain-details.js';

type Occasion = Omit<FaultScript, 'do'>;

/**
 * Makes a {@link FaultScript}. Every call gives a new builder and leaves the one that it was made on as it was.
 *
 * @since 0.1.0
 */
export class FaultBuilder {
  readonly #occasion: Occasion;
  readonly #action: FaultAction | undefined;

  constructor(occasion: Occasion, action?: FaultAction) {
    this.#occasion = occasion;
    this.#action = action;
  }

  /** Names the fault in messages to people. */
  named(name: string): FaultBuilder {
    return this.#with({ name });
  }

  /** Lets it strike only in calls about this session. */
  of(ref: Written<TextMatch>): FaultBuilder {
    return this.#with({ when: { ref: toData<TextMatch>(ref) } });
  }

  /** Sets when in a call it strikes, once a call. Default: when the call is opened. */
  at(trigger: FaultTrigger): FaultBuilder {
    return this.#with({ at: trigger });
  }

  /** Lets it strike at the nth request of a call, from 1. */
  atRequest(message: number): FaultBuilder {
    return this.at({ message, direction: 'request' });
  }

  /** Lets it strike at the nth response of a call, from 1. */
  atResponse(message: number): FaultBuilder {
    return this.at({ message });
  }

  /** Lets it strike so long after the opening of a call. */
  after(after: Duration): FaultBuilder {
    return this.at({ after });
  }

  /** Lets it strike when the server ends a call, in place of its status. */
  atEnd(): FaultBuilder {
    return this.at({ end: true });
  }

  /** Lets it strike only in the nth call of its RPC, from 1. */
  inCall(call: number): FaultBuilder {
    return this.#with({ call });
  }

  /** Sets how many times it strikes in all. Default 1, or with {@link chance} always. */
  times(times: number): FaultBuilder {
    return this.#with({ times });
  }

  /** Lets it strike whenever it can. */
  always(): FaultBuilder {
    return this.#with({ times: 'always' });
  }

  /** Sets how likely it strikes when it could, from 0 to 1, drawn from the fake's seed. Default 1. */
  chance(chance: number): FaultBuilder {
    return this.#with({ chance });
  }

  /** Sets what it does; a later call puts something else in its place. */
  does(action: FaultAction): FaultBuilder {
    return new FaultBuilder(this.#occasion, toData<FaultAction>(action));
  }

  /** Ends the call with this status. */
  fails(code: StatusCodeName, message = '', options: Omit<FaultStatus, 'code' | 'message'> = {}): FaultBuilder {
    return this.does({ status: { code, message, ...withPlainDetails(options) } });
  }

  /** Sends RST_STREAM. */
  resets(code: Http2ErrorCodeName = 'INTERNAL_ERROR'): FaultBuilder {
    return this.does({ reset: code });
  }

  /** Loses the connection. */
  dropsConnection(): FaultBuilder {
    return this.does({ dropConnection: true });
  }

  /** Lets nothing more go this way, for ever. */
  stalls(direction: FaultDirection = 'response'): FaultBuilder {
    return this.does({ stall: direction });
  }

  /** Lets nothing go the trigger's way for so long. */
  delays(delay: Duration): FaultBuilder {
    return this.does({ delay });
  }

  /** Lets the server die. */
  dies(death: FaultDeath = {}): FaultBuilder {
    return this.does({ die: death });
  }

  /** Says this in place of the server. */
  answers(...steps: readonly AnswerStep[]): FaultBuilder {
    return this.does({ answer: steps });
  }

  /**
   * The data, for whatever takes builders.
   * @throws ScenarioError while it has not been told what the fault does.
   */
  toJSON(): FaultScript {
    if (this.#action !== undefined) return { ...this.#occasion, do: this.#action };
    throw new ScenarioError([{ path: 'do', message: `the fault of ${this.#occasion.rpc} does nothing: call does(…)` }]);
  }

  #with(change: Partial<Occasion>): FaultBuilder {
    return new FaultBuilder({ ...this.#occasion, ...change }, this.#action);
  }
}

/**
 * Something that goes wrong in calls of an RPC, once unless told otherwise.
 * @example fault('Status').atResponse(3).resets('INTERNAL_ERROR')
 * @since 0.1.0
 */
export function fault(rpc: FaultRpc): FaultBuilder {
  return new FaultBuilder({ rpc });
}
