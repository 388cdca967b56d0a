import type { BuildOptions } from '../protocol/messages.js';
import { lackingFields } from '../protocol/lacking-fields.js';
import { type Revision, revisions } from '../protocol/revision.js';
import { hasMethod, isMethodName, methodOf } from '../protocol/service.js';
import { dataPath } from '../scenarios/data-path.js';
import { compare } from '../scenarios/matching/compare.js';
import { mismatches } from '../scenarios/matching/comparison.js';
import type { BuildMatch, BuildScript } from '../scenarios/model/build-script.js';
import type { FaultScript } from '../scenarios/model/fault-script.js';
import type { Scenario } from '../scenarios/model/scenario.js';
import type { ScenarioProblem } from '../scenarios/scenario-error.js';

/**
 * What of a scenario no client of that revision can say: options that it lacks, and calls of RPCs that it lacks. One with
 * `fallback` may have scripts for the clients of some revisions only, as the conformance suite's fixtures do.
 */
export function unsayable(scenario: Scenario, revision: Revision): readonly ScenarioProblem[] {
  const { faults = [] } = scenario;
  return [
    ...decisive(scenario).flatMap(({ when }, i) => {
      const place = `builds[${i}].when`;
      const callFunc = unsaidOf(when?.callFunc, 'CallFunc', revision);
      return [
        ...unsaidOf(when, 'BuildOptions', revision).map((key) => problem(place, 'BuildOptions', key, revision)),
        ...callFunc.map((key) => problem(`${place}.callFunc`, 'CallFunc', key, revision)),
      ];
    }),
    ...faults.flatMap(({ rpc }, i) =>
      isCallable(rpc, revision)
        ? []
        : [{ path: `faults[${i}].rpc`, message: told(revision, (other) => hasMethod(other, rpc)) }],
    ),
  ];
}

/** The builds that must be answerable, because what none of them matches is refused. */
function decisive({ builds = [], fallback = false }: Scenario): readonly BuildScript[] {
  return fallback ? [] : builds;
}

/** The scenario without what is {@link unsayable}: builds are matched by the rest, and such faults are left out. */
export function sayable(scenario: Scenario, revision: Revision): Scenario {
  if (unsayable(scenario, revision).length === 0) return scenario;
  const { builds, faults, fallback = false } = scenario;
  return {
    ...scenario,
    ...(builds !== undefined && !fallback && { builds: builds.map((script) => sayableBuild(script, revision)) }),
    ...(faults !== undefined && { faults: faults.filter(({ rpc }) => isCallable(rpc, revision)) }),
  };
}

function sayableBuild(script: BuildScript, revision: Revision): BuildScript {
  if (script.when === undefined) return script;
  const when = without(script.when, unsaidOf(script.when, 'BuildOptions', revision));
  const { callFunc } = when;
  if (callFunc === undefined) return { ...script, when };
  return { ...script, when: { ...when, callFunc: without(callFunc, unsaidOf(callFunc, 'CallFunc', revision)) } };
}

/** The cast is safe, because every field of a match may be absent. */
function without<T extends object>(match: T, keys: readonly string[]): T {
  return Object.fromEntries(Object.entries(match).filter(([key]) => !keys.includes(key))) as T;
}

/** The fields that a match asks for and that never come; what asks for the default is met by every build. */
function unsaidOf(
  match: BuildMatch | BuildMatch['callFunc'],
  message: 'BuildOptions' | 'CallFunc',
  revision: Revision,
): readonly string[] {
  const asked: Readonly<Record<string, unknown>> = { ...match };
  const seen: Readonly<Record<string, unknown>> = message === 'CallFunc' ? { ignoreStatus: false } : defaults(revision);
  return lackingFields(revision, message).filter((key) => mismatches(compare(asked[key], seen[key], key)).length > 0);
}

/** What every build of a client has that says nothing. */
function defaults(revision: Revision): Partial<BuildOptions> & Readonly<Record<string, unknown>> {
  const { request } = methodOf(revision, 'Build');
  return { ...request.decode(request.encode({ options: {} })).options };
}

function isCallable(rpc: FaultScript['rpc'], revision: Revision): boolean {
  return !isMethodName(rpc) || hasMethod(revision, rpc);
}

function problem(place: string, message: string, key: string, revision: Revision): ScenarioProblem {
  return {
    path: dataPath(place, key),
    message: told(revision, (other) => !lackingFields(other, message).includes(key)),
  };
}

function told(revision: Revision, has: (revision: Revision) => boolean): string {
  const [first = '', ...others] = revisions.filter(has);
  const where = others.length === 0 ? `only revision ${first} has it` : `revision ${first} is the first that has it`;
  return `no client of revision ${revision} can say that: ${where}; start the fake with revision: '${first}', or with unsayable: 'drop' to play the rest`;
}
