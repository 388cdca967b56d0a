import type { BuildOptions } from '../../protocol/messages.js';
import { keysOf } from '../../scenarios/data-path.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';

/** Fills a template in for a build's options: `{{path}}` becomes what they have there, or nothing. */
export function filledIn(script: BuildScript, options: BuildOptions): BuildScript {
  if (script.template !== true) return script;
  const { when: _, ...rest } = script;
  return fill(rest, options) as BuildScript;
}

function fill(value: unknown, options: BuildOptions): unknown {
  if (typeof value === 'string') return value.replaceAll(/\{\{([^{}]+)\}\}/g, (_, path: string) => at(path, options));
  if (Array.isArray(value)) return value.map((element) => fill(element, options));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, fill(field, options)]));
}

function at(path: string, options: BuildOptions): string {
  let found: unknown = options;
  for (const key of keysOf(path.trim())) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return '';
    found = (found as Readonly<Record<string | number, unknown>>)[key];
  }
  if (typeof found === 'string') return found;
  return typeof found === 'boolean' || typeof found === 'bigint' || typeof found === 'number' ? `${found}` : '';
}
