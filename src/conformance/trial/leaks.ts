import { RpcError } from '../../client/rpc-error.js';
import { counterexampleOf, type Evidence } from '../engine/counterexample.js';
import type { ExecutionSettings, RunConditions } from '../engine/service.js';
import type { Counterexample } from '../engine/report.js';
import type { Aftermath } from './requirement.js';
import { Violation } from '../engine/violation.js';
import type { Names } from './names.js';
import type { Target } from './target.js';
import { timedOut, withTimeout } from '../engine/waiting.js';

/** The requirement whose check has left something, and the seed of its input. */
type Checked = NonNullable<ExecutionSettings['look']>;

type Kind = Aftermath['of'];

/** How many of the things that were left are named. */
const named = 3;

/**
 * Finds what checks leave behind on a target although all their sessions were disconnected and their clients closed.
 * The first find of each kind is kept; after that nobody looks for that kind any more, since it may still be there.
 */
export class Leaks {
  readonly #target: Target;
  readonly #names: Names;
  readonly #run: RunConditions;
  readonly #found = new Map<Kind, Counterexample>();
  /** Sessions of a trial that could not be undone: that is told already. */
  readonly #excused = new Set<string>();

  constructor(target: Target, names: Names, run: RunConditions) {
    this.#target = target;
    this.#names = names;
    this.#run = run;
  }

  /** What was found first; undefined when nothing was left. */
  found(kind: Kind): Counterexample | undefined {
    return this.#found.get(kind);
  }

  /** These sessions may still be there, since nobody could disconnect them. */
  excuse(refs: readonly string[]): void {
    for (const ref of refs) this.#excused.add(ref);
  }

  /** Looks for what a trial has left. That a target does not answer is told elsewhere. */
  async look(of: Checked, refs: readonly string[], trial: Omit<Evidence, 'violation'>): Promise<void> {
    if (refs.length > 0) await this.#note('sessions', of, trial, () => this.#sessions(refs));
    // Sessions that calls show are also held, so they are not told twice.
    if (this.#found.has('sessions')) return;
    await this.#note('held', of, trial, async () => this.#target.leftovers?.());
  }

  async #note(
    kind: Kind,
    { id, seed }: Checked,
    trial: Omit<Evidence, 'violation'>,
    ask: () => Promise<readonly string[] | undefined>,
  ): Promise<void> {
    if (this.#found.has(kind)) return;
    const left = await ask();
    if (left === undefined || left.length === 0) return;
    const more = left.length > named ? [`and ${left.length - named} more`] : [];
    const violation = new Violation(
      `what the check of ${id} leaves behind when its sessions are disconnected and its clients are gone`,
      'nothing',
      [...left.slice(0, named), ...more].join('; '),
    );
    this.#found.set(kind, counterexampleOf({ violation, ...trial }, { seed, path: '', value: null }));
  }

  /** What List and ListProcesses still show of these sessions; other people may have sessions on the target, too. */
  async #sessions(refs: readonly string[]): Promise<readonly string[]> {
    const { clock, timeoutMs, over } = this.#run;
    const client = await this.#target.connect();
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
      const ours = list.refs.filter((ref) => refs.includes(ref) || (this.#names.made(ref) && !this.#excused.has(ref)));
      return [...ours.map((ref) => `List still shows ${JSON.stringify(ref)}`), ...processes.flat()];
    } catch (error) {
      if (error instanceof RpcError) return [];
      throw error;
    } finally {
      await client.close();
    }
  }
}
