import type { Misfit, Probe } from '../probe.js';
import type { Requirement } from '../requirement.js';
import type { Examinee } from '../service.js';
import { Violation } from '../violation.js';

/** The probes of what these requirements need. */
export function neededProbes<T>(
  probes: readonly Probe<T>[],
  requirements: readonly Requirement<T>[],
): readonly Probe<T>[] {
  const needs = new Set(requirements.flatMap((requirement) => requirement.needs ?? []));
  const areas = [...needs].map((need) => `${need}.`);
  const needed = probes.filter(
    ({ capability }) => needs.has(capability) || areas.some((area) => capability.startsWith(area)),
  );
  return probes.filter((probe) => needed.includes(probe) || (needed.length > 0 && probe.isBase === true));
}

/**
 * Probes a subject, one thing after another, and takes from it what does not do what it must.
 *
 * @param onMisfit told of each as it is found
 */
export async function preflight<T>(
  examinee: Examinee<T>,
  probes: readonly Probe<T>[],
  over: AbortSignal,
  onMisfit: (misfit: Misfit) => void,
): Promise<void> {
  for (const probe of probes) {
    if (over.aborted) return;
    // What it lacks by now, or was not given, need not be looked at.
    if (examinee.missing([probe.capability]) !== undefined) continue;
    const misfit = await misfitOfAll(examinee, probe, over);
    if (misfit === undefined || over.aborted) continue;
    examinee.exclude(misfit);
    onMisfit(misfit);
  }
}

/** Some real servers lose the end of a build's progress now and then, which is no matter of the fixture either. */
const tries = 3;

async function misfitOfAll<T>(examinee: Examinee<T>, probe: Probe<T>, over: AbortSignal): Promise<Misfit | undefined> {
  let misfit: Misfit | undefined;
  for (let tried = 0; tried < tries && !over.aborted; tried += 1) {
    misfit = await misfitOf(examinee, probe);
    if (misfit === undefined) return undefined;
  }
  return misfit;
}

async function misfitOf<T>(examinee: Examinee<T>, probe: Probe<T>): Promise<Misfit | undefined> {
  const execution = examinee.execution({ onExercised: () => undefined });
  try {
    await execution.run((trial) => probe.run(trial));
    return undefined;
  } catch (error) {
    // Whatever else went wrong is no matter of the fixture, and comes again in a requirement, which tells of it.
    if (!(error instanceof Violation)) return undefined;
    const { what, expected, seen } = error;
    return { capability: probe.capability, must: probe.must, what, expected, seen };
  } finally {
    await execution.cleanUp();
  }
}
