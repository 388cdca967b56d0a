import { RpcError } from '../../client/rpc-error.js';
import { counterexampleOf, type Evidence } from '../counterexample/evidence.js';
import type { ExaminationSettings } from '../engine/run/examination.js';
import type { Counterexample } from '../engine/report.js';
import type { Aftermath } from '../engine/requirement.js';
import { Violation } from '../engine/violation.js';
import { timedOut, withTimeout } from './waiting.js';

type Kind = Aftermath['of'];

/** So many of the things that were left are named. */
const named = 3;

/**
 * What checks leave behind on a target, though all their sessions were disconnected and their clients closed. The first
 * find of each kind is kept; then nobody looks for that kind any more, since it may still be there.
 */
export class Leaks {
  readonly #settings: Pick<ExaminationSettings, 'target' | 'clock' | 'timeoutMs' | 'names' | 'over'>;
  readonly #found = new Map<Kind, Counterexample>();
  /** Sessions of a trial that could not be undone: that is told already. */
  readonly #excused = new Set<string>();
  #checked = '';
  #seed = 0;

  constructor(settings: Pick<ExaminationSettings, 'target' | 'clock' | 'timeoutMs' | 'names' | 'over'>) {
    this.#settings = settings;
  }

  /** What is found from now on was left by the check of this requirement, on input of this seed. */
  of(id: string, seed: number): this {
    this.#checked = id;
    this.#seed = seed;
    return this;
  }

  /** What was found first; undefined when nothing was left. */
  found(kind: Kind): Counterexample | undefined {
    return this.#found.get(kind);
  }

  /** These sessions may still be there, since nobody could disconnect them. */
  excuse(refs: readonly string[]): void {
    for (const ref of refs) this.#excused.add(ref);
  }

  /** Looks for what is left of a trial. That a target does not answer is told elsewhere. */
  async look(refs: readonly string[], trial: Omit<Evidence, 'violation'>): Promise<void> {
    if (refs.length > 0) await this.#note('sessions', trial, () => this.#sessions(refs));
    // What calls show is held as well.
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

  /** What List and ListProcesses still show. Other people may have sessions there. */
  async #sessions(refs: readonly string[]): Promise<readonly string[]> {
    const { target, names, clock, timeoutMs, over } = this.#settings;
    const client = await target.connect();
    try {
      const answers = Promise.all([
        client.rpc.list(),
        ...refs.map((ref) =>
          client.rpc.listProcesses({ ref }).then(
            (answer) => [`ListProcesses of ${JSON.stringify(ref)} still answers, with ${answer.processes.length}`],
            () => [],
          ),
        ),
      ]);
      const inTime = await withTimeout(clock, timeoutMs, answers, over);
      if (inTime === timedOut) return [];
      const [list, ...processes] = inTime;
      const ours = list.refs.filter((ref) => refs.includes(ref) || (names.made(ref) && !this.#excused.has(ref)));
      return [...ours.map((ref) => `List still shows ${JSON.stringify(ref)}`), ...processes.flat()];
    } catch (error) {
      if (error instanceof RpcError) return [];
      throw error;
    } finally {
      await client.close();
    }
  }
}
