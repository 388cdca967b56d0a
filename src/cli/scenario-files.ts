import type { Scenario } from '../scenarios/model/scenario.js';
import { ScenarioError } from '../scenarios/scenario-error.js';
import type { Declared } from './declared.js';
import { resolveScenario, type ResolvedScenario } from './resolve-scenario.js';
import { watchFile } from './watched-file.js';

/** What to do when the file of a scenario has changed. */
export interface Reload {
  /**
   * Takes all scenarios, in the order in which they were named, with the new one in its place.
   * @throws ScenarioError
   */
  readonly take: (scenarios: readonly Scenario[]) => void;
  readonly tell: (line: string) => void;
}

/** The scenarios that a command line names, kept up to date with their files. */
export class ScenarioFiles {
  readonly #named: ResolvedScenario[];
  #stops: (() => void)[] = [];

  private constructor(named: readonly ResolvedScenario[]) {
    this.#named = [...named];
  }

  /**
   * Reads the scenarios.
   * @throws ScenarioError, UsageError
   */
  static async read(namesOrPaths: readonly string[]): Promise<ScenarioFiles> {
    const named: ResolvedScenario[] = [];
    for (const name of namesOrPaths) named.push(await resolveScenario(name));
    return new ScenarioFiles(named);
  }

  /** What they say about how to play them. */
  get declared(): readonly Declared[] {
    return this.#named.flatMap(({ declared }) => declared ?? []);
  }

  get scenarios(): readonly Scenario[] {
    return this.#named.map(({ scenario }) => scenario);
  }

  /** Reads a file again, from now on, whenever it changes. A file that is bad by then changes nothing. */
  watch(reload: Reload): void {
    for (const [i, { file }] of this.#named.entries()) {
      if (file !== undefined) this.#stops.push(watchFile(file, () => void this.#read(i, file, reload)));
    }
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  async #read(index: number, file: string, { take, tell }: Reload): Promise<void> {
    const before = this.#named[index];
    try {
      const changed = await resolveScenario(file);
      if (this.#stops.length === 0) return;
      this.#named[index] = changed;
      take(this.scenarios);
      tell(`${file} has changed, and is played from now on`);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      if (before !== undefined) this.#named[index] = before;
      tell(`${file} has changed and cannot be played, so what was there stays: ${error.message}`);
    }
  }
}
