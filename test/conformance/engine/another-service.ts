import * as fc from 'fast-check';
import type { Execution, ExecutionSettings, Observed, Service } from '../../../src/conformance/engine/service.js';
import type { Requirement } from '../../../src/conformance/engine/requirement.js';
import type { Subject } from '../../../src/conformance/engine/subject.js';
import { Lacking } from '../../../src/conformance/engine/check-ends.js';
import { Violation } from '../../../src/conformance/engine/violation.js';
import { show } from '../../../src/words/show.js';

/** A service of two methods, which has nothing to do with builds: it keeps a number and adds to it. */
export interface Counter {
  add(amount: number): number;
  total?(): number;
}

export interface CounterSubject extends Subject {
  readonly counter: () => Counter;
}

/** What a check of the counter is given. */
export interface CounterTrial {
  add(amount: number): number;
  total(): number;
  exercised(): void;
}

class CounterExecution implements Execution<CounterTrial> {
  readonly #subject: CounterSubject;
  readonly #settings: ExecutionSettings;
  readonly #steps: string[] = [];

  constructor(subject: CounterSubject, settings: ExecutionSettings) {
    this.#subject = subject;
    this.#settings = settings;
  }

  async run(check: (trial: CounterTrial) => Promise<void>): Promise<void> {
    const counter = this.#subject.counter();
    const told = (call: string, answer: number): number => {
      this.#steps.push(`${call} gives ${answer}`);
      return answer;
    };
    await check({
      add: (amount) => told(`add ${amount}`, counter.add(amount)),
      total: () => {
        if (counter.total === undefined) throw new Lacking('total');
        return told('total', counter.total());
      },
      exercised: this.#settings.onExercised,
    });
  }

  observed(): Observed {
    const steps = [...this.#steps];
    return { tookMs: 0, refused: { calls: steps.length, refusals: [] }, shown: () => ({ steps, journal: [] }) };
  }

  async cleanUp(): Promise<undefined> {
    return undefined;
  }
}

function equal(what: string, seen: number, expected: number): void {
  if (seen !== expected) throw new Violation(what, show(expected), show(seen));
}

const sumsUp: Requirement<CounterTrial> = {
  id: 'COUNT-001',
  title: 'The total is the sum of what was added.',
  level: 'MUST',
  source: 'the counter',
  needs: ['total'],
  check: {
    kind: 'property',
    share: 1,
    shareInterleaved: 1,
    arbitrary: fc.array(fc.nat({ max: 100 }), { minLength: 1 }),
    run: async (trial, amounts) => {
      trial.exercised();
      for (const amount of amounts as number[]) trial.add(amount);
      equal(
        'the total',
        trial.total(),
        (amounts as number[]).reduce((sum, amount) => sum + amount, 0),
      );
    },
  },
};

const answers: Requirement<CounterTrial> = {
  id: 'COUNT-002',
  title: 'Adding answers with the total so far.',
  level: 'SHOULD',
  source: 'the counter',
  check: {
    kind: 'example',
    run: async (trial) => {
      trial.exercised();
      equal('the answer to the second', [trial.add(1), trial.add(2)][1] ?? NaN, 3);
    },
  },
};

const lives: Requirement<CounterTrial> = {
  id: 'COUNT-003',
  title: 'It lives through all this.',
  level: 'MUST',
  source: 'the counter',
  check: { kind: 'survival' },
};

/** The service, for the engine. */
export const counterService: Service<CounterSubject, CounterTrial> = {
  requirements: [sumsUp, answers, lives],
  examine: (subject) => ({
    interleaves: false,
    hanging: undefined,
    doubt: undefined,
    missing: (needs) =>
      needs.includes('total') && subject.counter().total === undefined ? 'the target lacks total' : undefined,
    exclude: () => undefined,
    execution: (settings) => new CounterExecution(subject, settings),
    survive: async (trial) => {
      trial.add(0);
      trial.exercised();
    },
    pulse: async () => {
      try {
        subject.counter().add(0);
        return undefined;
      } catch (error) {
        return String(error);
      }
    },
    left: () => undefined,
  }),
};

/** A subject that counts, in a new counter for each execution. */
export function counterSubject(make: () => Counter): CounterSubject {
  return {
    kind: 'address',
    address: 'a counter in this process',
    revision: '2023-04',
    info: { package: 'counter', version: '1', revision: '' },
    counter: make,
  };
}
