import type * as Yaml from 'yaml';
import { requirePackage } from '../../package/installed.js';

let loaded: typeof Yaml | undefined;

/**
 * Loads the YAML library when it is first needed, because most tests read no file and loading it would be a good part
 * of the time that they take to start.
 */
export function yaml(): typeof Yaml {
  loaded ??= requirePackage('yaml') as typeof Yaml;
  return loaded;
}
