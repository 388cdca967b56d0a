import type { Scenario } from './scenario.js';

/** The barriers that the scripts and faults of a scenario come to or release, each once, in the order of the scenario. */
export function barriersIn(scenario: Scenario): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === 'barrier' || key === 'release') && typeof inner === 'string') found.add(inner);
      else if (key === 'releases' && Array.isArray(inner)) for (const name of inner) found.add(String(name));
      else look(inner);
    }
  };
  look(scenario);
  return [...found];
}
