import type * as Yaml from 'yaml';
import { requirePackage } from '../../package/installed.js';

let loaded: typeof Yaml | undefined;

/** The library, loaded when it is first needed: most tests read no file, and it is a good part of the time to a first answer. */
export function yaml(): typeof Yaml {
  loaded ??= requirePackage('yaml') as typeof Yaml;
  return loaded;
}
