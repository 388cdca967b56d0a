import { RpcError } from '../../client/rpc-error.js';
import { counterexampleOf, type Evidence } from '../counterexample/evidence.js';
import type { ExaminationSettings } from '../engine/run/examination.js';
import type { Counterexample } from '../engine/report.js';
import type { Aftermath } from '../engine/requirement.js';
import { Violation } from '../engine/violation.js';
import { timedOut, withTimeout } from './waiting.js';

type Kind = Aftermath['of'];

/** How many of the things that were left are named. */
const named = 3;

/**
 * Finds what checks leave behind on a target although all their sessions were disconnected and their clients closed.
 * The first find of each kind is kept; after that nobody looks for that kind any more, since it may still be there.
 */
export class Leaks {
  readonly #settings: Pick<ExaminationSettings, 'target' | 'clock' | 'timeoutMs' | 'names'>;
  readonly #found = new Map<Kind, Counterexample>();
  #checked = '';
  #seed = 0;

  constructor(settings: Pick<ExaminationSettings, 'target' | 'clock' | 'timeoutMs' | 'names'>) {
    this.#settings = settings;
  }

  /**
   * Says whose check comes next: what is found from now on was left by the check of this requirement, on input of this
   * seed.
   */
  of(id: string, seed: number): this {
    this.#checked = id;
    this.#seed = seed;
    return this;
  }

  /** What was found first; undefined when nothing was left. */
  found(kind: Kind): Counterexample | undefined {
    return this.#found.get(kind);
  }

  /** Looks for what a trial has left. That a target does not answer is told elsewhere. */
  async look(refs: readonly string[], trial: Omit<Evidence, 'violation'>): Promise<void> {
    if (refs.length > 0) await this.#note('sessions', trial, () => this.#inTime(this.#sessions(refs)));
    // Sessions that calls show are also held, so they are not told twice.
    if (this.#found.has('sessions')) return;
    await this.#note('held', trial, async () => this.#settings.target.leftovers?.());
  }

  async #note(
    kind: Kind,
    trial: Omit<Evidence, 'violation'>,
    ask: () => Promise<readonly string[] | undefined>,
  ): Promise<void> {
    if (this.#found.has(kind)) return;
    const left = await ask();
    if (left === undefined || left.length === 0) return;
    const more = left.length > named ? [`and ${left.length - named} more`] : [];
    const violation = new Violation(
      `what the check of ${this.#checked} leaves behind when its sessions are disconnected and its clients are gone`,
      'nothing',
      [...left.slice(0, named), ...more].join('; '),
    );
    this.#found.set(kind, counterexampleOf({ violation, ...trial }, { seed: this.#seed, path: '', value: null }));
  }

  async #inTime<T>(answer: Promise<T>): Promise<T | undefined> {
    const { clock, timeoutMs } = this.#settings;
    const inTime = await withTimeout(clock, timeoutMs, answer);
    return inTime === timedOut ? undefined : inTime;
  }

  /** What List and ListProcesses still show of these sessions; other people may have sessions on the target, too. */
  async #sessions(refs: readonly string[]): Promise<readonly string[]> {
    const { target, names } = this.#settings;
    const client = await target.connect();
    try {
      const [list, ...processes] = await Promise.all([
        client.rpc.list(),
        ...refs.map((ref) =>
          client.rpc.listProcesses({ ref }).then(
            (answer) => [`ListProcesses of ${JSON.stringify(ref)} still answers, with ${answer.processes.length}`],
            () => [],
          ),
        ),
      ]);
      const ours = list.refs.filter((ref) => refs.includes(ref) || names.made(ref));
      return [...ours.map((ref) => `List still shows ${JSON.stringify(ref)}`), ...processes.flat()];
    } catch (error) {
      if (error instanceof RpcError) return [];
      throw error;
    } finally {
      await client.close();
    }
  }
}
