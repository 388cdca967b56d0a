import type { RequirementReport } from '../../engine/report.js';

/** The requirements whose IDs begin alike, such as `BUILD` of `BUILD-003`. */
export interface Area {
  readonly name: string;
  readonly requirements: readonly RequirementReport[];
}

export function areaOf({ id }: RequirementReport): string {
  return id.replace(/-\d+$/, '');
}

/** Groups requirements by area, in the order in which the report shows them first. */
export function areasOf(requirements: readonly RequirementReport[]): Area[] {
  const areas = new Map<string, RequirementReport[]>();
  for (const requirement of requirements) {
    const area = areaOf(requirement);
    areas.set(area, [...(areas.get(area) ?? []), requirement]);
  }
  return [...areas].map(([name, members]) => ({ name, requirements: members }));
}
