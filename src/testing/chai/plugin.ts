import type { StatusCodeName } from '../../protocol/status-code.js';
import type { TextMatch } from '../../scenarios/model/match.js';
import { endOf } from '../calls/end-of.js';
import { endedWith } from '../checks/ended.js';
import { hasDetail } from '../checks/has-detail.js';
import { hasLogged, includesVertex, isInState, isValidHistory } from '../checks/history.js';
import type { Journaled } from '../checks/journal-around.js';
import { received } from '../checks/received.js';
import { type OrderedRequest, receivedInOrder } from '../checks/received-in-order.js';
import type { Verdict } from '../checks/verdict.js';
import type { RpcName } from '../checks/wanted.js';
import { BuildHistory } from '../history/build-history.js';
import type { HistoryVertex } from '../history/history-vertex.js';
import type { Told } from '../history/told.js';
import { guarded } from './guarded.js';

/**
 * What the plugin needs of chai.
 *
 * @since 0.1.0
 */
export interface ChaiLike {
  /** Chai's class of assertions. */
  readonly Assertion: { readonly prototype: object };
}

/**
 * What the plugin needs of chai's utilities.
 *
 * @since 0.1.0
 */
export interface ChaiUtilsLike {
  /** Reads or sets a flag of an assertion. */
  flag(assertion: object, name: string, value?: unknown): unknown;
  /** Adds a property to all assertions. */
  addProperty(prototype: object, name: string, getter: () => unknown): void;
  /** Adds a method to all assertions. */
  addMethod(prototype: object, name: string, method: (...given: never[]) => unknown): void;
}

/** What is used of an assertion of chai's. */
interface Asserting {
  assert(
    holds: boolean,
    failure: () => string,
    refusal: () => string,
    expected?: unknown,
    seen?: unknown,
    showDiff?: boolean,
  ): void;
}

/**
 * The plugin: `use(buildxTestkit)`.
 *
 * @example
 * import { expect, use } from 'chai';
 * import { buildxTestkit } from 'buildx-testkit/chai';
 * use(buildxTestkit);
 * expect(fake).to.have.received('Build').with({ target: 'test' });
 * @since 0.1.0
 */
export function buildxTestkit(chai: ChaiLike, utils: ChaiUtilsLike): void {
  const { prototype } = chai.Assertion;
  const subject = (assertion: object): unknown => utils.flag(assertion, 'object');
  const check = (assertion: object, { holds, failure, refusal }: Verdict): void =>
    (assertion as Asserting).assert(holds, failure, refusal, undefined, undefined, false);
  const property = (name: string, getter: (this: object) => unknown): void =>
    utils.addProperty(prototype, name, getter);
  const method = (name: string, body: (this: object, ...given: never[]) => unknown): void =>
    utils.addMethod(prototype, name, body);

  const receives = (assertion: object): object => {
    const fake = subject(assertion) as Journaled;
    const one = (rpc: RpcName, wanted?: unknown): object => {
      check(assertion, received(fake, rpc, wanted));
      return then(rpc, wanted);
    };
    const then = (rpc: RpcName, wanted: unknown): object =>
      guarded('received(…)', {
        with: (more: unknown) => one(rpc, more),
        times(count: number) {
          check(assertion, received(fake, rpc, wanted, count));
          return then(rpc, wanted);
        },
        get once() {
          check(assertion, received(fake, rpc, wanted, 1));
          return then(rpc, wanted);
        },
      });
    const order = (...requests: readonly OrderedRequest[]): void => check(assertion, receivedInOrder(fake, requests));
    return Object.assign(one, { in: guarded('received.in', { order }) });
  };

  property('received', function () {
    return receives(this);
  });
  property('never', function () {
    utils.flag(this, 'negate', true);
    return guarded('never', { received: receives(this) });
  });
  property('end', function () {
    const status = async (code: StatusCodeName, message?: TextMatch | RegExp): Promise<void> =>
      check(this, endedWith(await endOf(subject(this)), code, message));
    return guarded('end', { with: guarded('end.with', { status }) });
  });
  property('form', function () {
    const history =
      (ended: boolean): (() => void) =>
      () =>
        check(this, isValidHistory(subject(this) as Told, { ended }));
    const of = (name: string, ended: boolean): object =>
      guarded(name, Object.defineProperty({}, 'history', { get: history(ended) }));
    return guarded('form', { a: guarded('form.a', { valid: of('valid', false), complete: of('complete', true) }) });
  });
  method('vertex', function (name: string | RegExp) {
    const told = subject(this) as Told;
    check(this, includesVertex(told, name));
    const vertex = new BuildHistory(told).find(name);
    return vertex === undefined ? guarded('not.vertex(…)', {}) : about(vertex, (verdict) => check(this, verdict));
  });
  method('logged', function (text: string | RegExp) {
    check(this, hasLogged(subject(this) as Told, text));
  });
  method('detail', function (type: string, wanted?: unknown) {
    check(this, hasDetail(subject(this), type, wanted));
  });
}

/** What can be said of a vertex that is there. */
function about(vertex: HistoryVertex, check: (verdict: Verdict) => void): object {
  const holds = (verdict: Verdict): object => {
    check(verdict);
    return chain;
  };
  const chain: object = guarded('vertex(…)', {
    get that() {
      return chain;
    },
    get is() {
      return chain;
    },
    get and() {
      return chain;
    },
    get failed() {
      return holds(isInState(vertex, 'failed'));
    },
    get cached() {
      return holds(isInState(vertex, 'cached'));
    },
    get completed() {
      return holds(isInState(vertex, 'completed'));
    },
    logged: (text: string | RegExp) => holds(hasLogged(vertex, text)),
  });
  return chain;
}
