import { programWording } from '../../programs/wording.js';
import { killedCode, type ProcessEnd } from './process-end.js';

/** What runs in a container. */
export interface Tenant {
  /** Its container has died: it is killed. */
  crash(causes: readonly (number | string)[]): void;
}

/**
 * The container in which processes run. A new one is made when it can no longer be used (docs/real-controller.md §6).
 */
export class Container {
  unavailable = false;
  readonly #diesOfItsProcesses: boolean;
  readonly #processes = new Set<Tenant>();
  #first: Tenant | undefined;

  /** @param diesOfItsProcesses whether the quirk `poisoned-container` is on */
  constructor(diesOfItsProcesses: boolean) {
    this.#diesOfItsProcesses = diesOfItsProcesses;
  }

  /** Whether nothing was started in it yet: the runtime makes it together with its first process. */
  get isNew(): boolean {
    return this.#first === undefined;
  }

  add(process: Tenant): void {
    this.#first ??= process;
    this.#processes.add(process);
  }

  /** Whether the exit of a process takes others along, whose end may be told together with its own. */
  dragsAlong(process: Tenant): boolean {
    return this.#diesOfItsProcesses && this.#first === process && this.#processes.size > 1;
  }

  /**
   * Called when a program has exited without anybody noticing: even then, the exit of the first one ends all that runs
   * beside it.
   */
  exit(process: Tenant): void {
    if (!this.#diesOfItsProcesses || this.#first !== process) return;
    this.#processes.delete(process);
    this.#die([killedCode]);
  }

  /** Called when a process is over. When it has failed, or was the first, all others are killed at once. */
  leave(process: Tenant, end: ProcessEnd): void {
    this.#processes.delete(process);
    if (!this.#diesOfItsProcesses || this.unavailable) return;
    if (this.#first === process) this.#die([killedCode]);
    else this.#fail(end);
  }

  #fail(end: ProcessEnd): void {
    const cause = causeOf(end);
    if (cause === undefined) return;
    // What the controller itself refuses, the runtime never sees.
    if (cause === programWording.noArgs) this.unavailable = true;
    else this.#die([killedCode, cause]);
  }

  #die(causes: readonly (number | string)[]): void {
    this.unavailable = true;
    for (const process of this.#processes) process.crash(causes);
  }
}

/** The exit code or text of a failure. */
function causeOf(end: ProcessEnd): number | string | undefined {
  switch (end.kind) {
    case 'exited':
      return end.codes.find((code) => code !== 0);
    case 'refused':
      return end.message;
    case 'unexpected-stdin':
      return undefined;
    case 'killed':
    case 'crashed':
      return killedCode;
    default:
      return end satisfies never;
  }
}
