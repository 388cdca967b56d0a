import type { BuildScript } from '../scenarios/model/build-script.js';
import type { ProgramScript } from '../scenarios/model/program-script.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import type { UsageRecordScript } from '../scenarios/model/usage-record-script.js';
import { usedUp, type Comparison } from '../scenarios/matching/comparison.js';
import { explainMismatch, type Candidate } from '../scenarios/matching/explain-mismatch.js';
import { compareBuild, type RequestedBuild } from '../scenarios/matching/match-build.js';
import { compareProgram, type RequestedProcess } from '../scenarios/matching/match-program.js';
import { needsOf, type Needs } from '../scenarios/matching/needs.js';
import { mismatches } from '../scenarios/matching/comparison.js';
import { RpcFailure } from './rpc-failure.js';

/**
 * What happens to a request that no script matches: it is refused (`'error'`), or the built-ins play it, with a warning
 * (`'warn'`) or without (`'builtin'`).
 *
 * @since 0.1.0
 */
export type OnUnhandledRequest = 'error' | 'warn' | 'builtin';

/** What plays a program: a script, or the built-in program of that name. */
export type ProgramChoice =
  | { readonly kind: 'script'; readonly script: ProgramScript; readonly place: string }
  | { readonly kind: 'built-in' };

/** The scenarios in use, newest first, and which of their `once` scripts are used up. */
export class ScriptLibrary {
  readonly #onUnhandled: OnUnhandledRequest;
  readonly #warn: (text: string) => void;
  #inUse: readonly InUse[] = [];
  #used = new Set<Placed<BuildScript | ProgramScript>>();
  readonly #refused: string[] = [];

  constructor(onUnhandled: OnUnhandledRequest, warn: (text: string) => void) {
    this.#onUnhandled = onUnhandled;
    this.#warn = warn;
  }

  /** Adds a scenario, before those that are there. */
  use(scenario: Scenario): void {
    const { builds = [], programs = [], usageRecords = [] } = scenario;
    const used = {
      scenario,
      builds: placed('builds', builds, ({ name }) => name),
      programs: placed('programs', programs, () => undefined),
      // Copies: what was removed from the cache is there again when its scenario is used again.
      usageRecords: usageRecords.map((record) => ({ ...record })),
    };
    this.#inUse = [used, ...this.#inUse];
  }

  reset(): void {
    this.#inUse = [];
    this.#used = new Set();
    this.#refused.length = 0;
  }

  /** What was refused because no script matched it, or because its script does not fit it, such as `the build of session "r"`. */
  get refused(): readonly string[] {
    return this.#refused;
  }

  /** The records of BuildKit's cache, of the newest scenario first. */
  get usageRecords(): readonly UsageRecordScript[] {
    return this.#inUse.flatMap(({ usageRecords }) => usageRecords);
  }

  /** What of a client has to be known before its build can be matched. */
  get needs(): Needs {
    return needsOf(this.#inUse.flatMap(({ builds }) => builds.map(({ script }) => script.when)));
  }

  /** Keeps in mind that a request was refused because of what its script says. */
  refuse(request: string): void {
    this.#refused.push(request);
  }

  /** Scripts marked `once` that nothing has used yet, by place. */
  get unused(): readonly string[] {
    return this.#inUse
      .flatMap(({ builds, programs }) => [...builds, ...programs])
      .flatMap((placed) => (placed.script.once === true && !this.#used.has(placed) ? [placed.place] : []));
  }

  /**
   * @returns undefined for what no script matches, where the built-in builds are in use
   * @throws RpcFailure FAILED_PRECONDITION that shows the closest script, when none matches
   */
  build(request: RequestedBuild): BuildScript | undefined {
    const scripts = this.#inUse.flatMap(({ builds }) => builds);
    const chosen = this.#choose(scripts, ({ when }) => compareBuild(when, request));
    if (chosen !== undefined) return chosen.script;
    const decided = this.#inUse.some(({ scenario: { builds, fallback } }) => builds !== undefined && fallback !== true);
    this.#unmatched(decided, `the build of session ${JSON.stringify(request.session)}`, scripts, ({ when }) =>
      compareBuild(when, request),
    );
    return undefined;
  }

  /** @throws RpcFailure FAILED_PRECONDITION that shows the closest script, when none matches */
  program(request: RequestedProcess): ProgramChoice {
    const scripts = this.#inUse.flatMap(({ programs }) => programs);
    const chosen = this.#choose(scripts, (candidate) => compareProgram(candidate, request));
    if (chosen !== undefined) return { kind: 'script', ...chosen };
    this.#unmatched(
      this.#decidesPrograms,
      `the program ${JSON.stringify(request.argv.join(' '))}`,
      scripts,
      (candidate) => compareProgram(candidate, request),
    );
    return { kind: 'built-in' };
  }

  /** Whether a program of that path can be started: a script plays it, or, where they are in use, the built-ins do. */
  hasProgram(path: string): 'script' | 'built-in' | false {
    const process = { argv: [path], entrypoint: [], cmd: [], env: [], tty: false, user: '', cwd: '' };
    const scripts = this.#inUse.flatMap(({ programs }) => programs).map(({ script }) => script);
    const found = scripts.find(({ program }) => mismatches(compareProgram({ program }, process)).length === 0);
    if (found !== undefined) return found.notFound === true ? false : 'script';
    return this.#decidesPrograms ? false : 'built-in';
  }

  get #decidesPrograms(): boolean {
    return this.#inUse.some(({ scenario: { programs, fallback } }) => programs !== undefined && fallback !== true);
  }

  #choose<S extends BuildScript | ProgramScript>(
    scripts: readonly Placed<S>[],
    compare: (script: S) => readonly Comparison[],
  ): Placed<S> | undefined {
    const found = scripts.find((each) => !this.#used.has(each) && mismatches(compare(each.script)).length === 0);
    if (found?.script.once === true) this.#used.add(found);
    return found;
  }

  #unmatched<S extends BuildScript | ProgramScript>(
    decided: boolean,
    request: string,
    scripts: readonly Placed<S>[],
    compare: (script: S) => readonly Comparison[],
  ): void {
    if (!decided || this.#onUnhandled === 'builtin') return;
    const candidates = scripts.map((each): Candidate => {
      const comparisons = compare(each.script);
      const { place, name } = each;
      return { place, name, comparisons: this.#used.has(each) ? [...comparisons, usedUp] : comparisons };
    });
    const text = explainMismatch(request, candidates);
    if (this.#onUnhandled === 'error') {
      this.#refused.push(request);
      throw new RpcFailure(text, 'FAILED_PRECONDITION');
    }
    this.#warn(text);
  }
}

/** A scenario in use, and where its scripts are. */
interface InUse {
  readonly scenario: Scenario;
  readonly builds: readonly Placed<BuildScript>[];
  readonly programs: readonly Placed<ProgramScript>[];
  readonly usageRecords: readonly UsageRecordScript[];
}

interface Placed<S> {
  readonly script: S;
  readonly place: string;
  readonly name: string | undefined;
}

function placed<S>(
  list: string,
  scripts: readonly S[],
  nameOf: (script: S) => string | undefined,
): readonly Placed<S>[] {
  return scripts.map((script, index) => ({ script, place: `${list}[${index}]`, name: nameOf(script) }));
}
