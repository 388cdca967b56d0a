import type { MethodName } from '../../protocol/methods.js';
import type { Http2ErrorCodeName } from '../../protocol/http2-error-code.js';
import type { StatusCodeName } from '../../protocol/status-code.js';
import type { Duration } from '../../time/duration.js';
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

type Occasion = Omit<FaultScript, 'do'>;

/** Makes a {@link FaultScript}. Every call gives a new builder and leaves the one that it was made on as it was. */
export class FaultBuilder {
  readonly #occasion: Occasion;
  readonly #action: FaultAction | undefined;

  constructor(occasion: Occasion, action?: FaultAction) {
    this.#occasion = occasion;
    this.#action = action;
  }

  /** A name for messages to people. */
  named(name: string): FaultBuilder {
    return this.#with({ name });
  }

  /** Only calls about this session. */
  of(ref: Written<TextMatch>): FaultBuilder {
    return this.#with({ when: { ref: toData<TextMatch>(ref) } });
  }

  /** When it strikes; default: when the call is opened. */
  at(trigger: FaultTrigger): FaultBuilder {
    return this.#with({ at: trigger });
  }

  /** At the nth request, from 1. */
  atRequest(message: number): FaultBuilder {
    return this.at({ message, direction: 'request' });
  }

  /** At the nth response, from 1. */
  atResponse(message: number): FaultBuilder {
    return this.at({ message });
  }

  /** So long after the opening of the call. */
  after(after: Duration): FaultBuilder {
    return this.at({ after });
  }

  /** When the server ends the call. */
  atEnd(): FaultBuilder {
    return this.at({ end: true });
  }

  /** Only the so many-th call of its RPC, from 1. */
  inCall(call: number): FaultBuilder {
    return this.#with({ call });
  }

  /** How many times it strikes in all. Default 1. */
  times(times: number): FaultBuilder {
    return this.#with({ times });
  }

  /** It strikes whenever it can. */
  always(): FaultBuilder {
    return this.#with({ times: 'always' });
  }

  /** How likely it strikes when it could, from 0 to 1. */
  chance(chance: number): FaultBuilder {
    return this.#with({ chance });
  }

  /** What it does; a later call puts something else in its place. */
  does(action: FaultAction): FaultBuilder {
    return new FaultBuilder(this.#occasion, toData<FaultAction>(action));
  }

  /** Ends the call with this status. */
  fails(code: StatusCodeName, message = '', options: Omit<FaultStatus, 'code' | 'message'> = {}): FaultBuilder {
    return this.does({ status: { code, message, ...options } });
  }

  /** Sends RST_STREAM. */
  resets(code: Http2ErrorCodeName = 'INTERNAL_ERROR'): FaultBuilder {
    return this.does({ reset: code });
  }

  /** Loses the connection. */
  dropsConnection(): FaultBuilder {
    return this.does({ dropConnection: true });
  }

  /** Nothing more goes this way, for ever. */
  stalls(direction: FaultDirection = 'response'): FaultBuilder {
    return this.does({ stall: direction });
  }

  /** Nothing goes the trigger's way for so long. */
  delays(delay: Duration): FaultBuilder {
    return this.does({ delay });
  }

  /** The server dies. */
  dies(death: FaultDeath = {}): FaultBuilder {
    return this.does({ die: death });
  }

  /** Says this in place of the server. */
  answers(...steps: readonly AnswerStep[]): FaultBuilder {
    return this.does({ answer: steps });
  }

  /** @throws ScenarioError while it has not been told what it does */
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
 */
export function fault(rpc: MethodName | 'any'): FaultBuilder {
  return new FaultBuilder({ rpc });
}
