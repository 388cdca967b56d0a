import { DockerfileError } from '../dockerfile-error.js';
import { didYouMean } from '../suggestion.js';

/** What the value of a flag is; `texts` may be given several times. */
export type FlagKind = 'boolean' | 'text' | 'texts';

export interface Flags {
  has(name: string): boolean;
  /** False if it is not given. */
  isSet(name: string): boolean;
  /** The fallback if it is not given. */
  text(name: string, fallback?: string): string;
  texts(name: string): readonly string[];
}

/**
 * Reads the flags of an instruction.
 * @throws DockerfileError for a flag that it does not have, or has twice, and for a value that is missing or wrong
 */
export function readFlags(flags: readonly string[], known: Readonly<Record<string, FlagKind>> = {}): Flags {
  const values = new Map<string, string[]>();
  for (const flag of flags) {
    const equals = flag.indexOf('=');
    const written = equals < 0 ? flag : flag.slice(0, equals);
    const name = written.slice(2);
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined)
      throw new DockerfileError(`unknown flag: ${written}${didYouMean(name, Object.keys(known))}`);
    if (kind !== 'texts' && values.has(name)) throw new DockerfileError(`duplicate flag specified: ${written}`);
    const value = equals < 0 ? undefined : flag.slice(equals + 1);
    if (value === undefined ? kind !== 'boolean' : kind === 'boolean' && value === '')
      throw new DockerfileError(`missing a value on flag: ${written}`);
    if (kind === 'boolean' && !['', 'true', 'false'].includes((value ?? '').toLowerCase()))
      throw new DockerfileError(`expecting boolean value for flag ${written}, not: ${value ?? ''}`);
    values.set(name, [...(values.get(name) ?? []), value ?? 'true']);
  }
  return {
    has: (name) => values.has(name),
    isSet: (name) => values.get(name)?.[0]?.toLowerCase() === 'true',
    text: (name, fallback = '') => values.get(name)?.[0] ?? fallback,
    texts: (name) => values.get(name) ?? [],
  };
}
