/**
 * How scenarios are written in files.
 *
 * @since 0.1.0
 */
export type ScenarioFormat = 'yaml' | 'json';

/** The format that a file's name tells; undefined when it tells none. */
export function formatOf(filename: string): ScenarioFormat | undefined {
  if (/\.ya?ml$/i.test(filename)) return 'yaml';
  return /\.json$/i.test(filename) ? 'json' : undefined;
}
