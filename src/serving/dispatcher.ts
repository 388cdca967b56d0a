import { FaultyCall } from '../playback/faults/faulty-call.js';
import type { OpenCall } from '../playback/quiescence/open-calls.js';
import { RpcFailure } from '../playback/rpc-failure.js';
import { statusCodes } from '../protocol/status-code.js';
import { encodeStatusDetails } from '../protocol/status-details.js';
import type { CallNumbers } from '../transport/call-numbers.js';
import { messageThatFits } from '../transport/outcome-that-fits.js';
import { Roster } from '../transport/roster.js';
import type { Outcome, ServerCall } from '../transport/server-call.js';
import type { FoundRpc, Protocol } from './protocol.js';
import { ServedCall } from './served-call.js';
import type { ServerLife } from './server-life.js';
import { unknownMethod } from './unknown-method.js';

/** Takes calls in as bytes: finds what serves them, and turns errors into statuses. */
export class Dispatcher<L extends ServerLife> {
  readonly #numbers: CallNumbers;
  readonly #protocol: Protocol<L>;
  readonly #open = new Roster<OpenCall>();

  constructor(numbers: CallNumbers, protocol: Protocol<L>) {
    this.#numbers = numbers;
    this.#protocol = protocol;
  }

  /** Calls whose handlers have not returned. */
  get open(): Iterable<OpenCall> {
    return this.#open;
  }

  /** Serves a call in this life of the server. What a life that has ended still says is not heard. */
  accept(life: L, call: ServerCall): void {
    const found = this.#protocol.find(life, call);
    if (found === undefined) {
      const { path } = call;
      return call.end(unknownMethod(path, (service) => this.#protocol.hasService(service)));
    }
    const { rpc, other, faults } = found;
    if (faults.now.length === 0 && faults.later === undefined) return this.#serve(life, call, found);
    const number = call.number ?? this.#numbers.next();
    const faulty = new FaultyCall(life, call, { method: rpc, other }, number, faults);
    this.#serve(life, faulty, found);
    faulty.begin();
  }

  /** Not an async function, because many calls may wait, and it would keep some memory for each. */
  #serve(life: L, call: ServerCall, found: FoundRpc): void {
    const served = new ServedCall(life, call, found, call.number ?? this.#numbers.next(), this.#protocol.requestLimit);
    const place = this.#open.add(served);
    const end = (outcome: Outcome): void => {
      this.#open.remove(place);
      // A server that has died says nothing more: its connections are about to break.
      if (life.alive) served.end(outcome);
    };
    found.serve(served).then(
      () => end(ok),
      (error: unknown) => end(this.#outcomeOf(error, life)),
    );
  }

  #outcomeOf(error: unknown, life: L): Outcome {
    const failure = error instanceof RpcFailure ? error : brokenFake(error, life);
    const code = statusCodes[failure.code];
    const message = messageThatFits(failure.message);
    const details = this.#protocol.detailsOf(life, failure, message);
    if (details.length === 0) return { code, message };
    return { code, message, details: encodeStatusDetails({ code, message, details }) };
  }
}

const ok: Outcome = { code: statusCodes.OK, message: '' };

/** Turns a defect of the fake itself into an error, so that it is seen rather than suffered as a hang. */
function brokenFake(error: unknown, { journal }: ServerLife): RpcFailure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  journal.note(`defect of the fake: ${text}`);
  return new RpcFailure(`defect of the fake: ${text}`, 'INTERNAL');
}
