import { type Revision, isWithin } from '../../protocol/revision.js';
import { didYouMean } from '../../words/nearest.js';
import { quirk, quirkNames, type QuirkName } from './catalogue.js';

/**
 * Which quirks are on. `'all'`, the default, is as the real server of the revision, without the quirks that are off by
 * default; `'none'` is none; a list names those that are on; an object says what to change from the default.
 *
 * @since 0.1.0
 */
export type QuirkOption = 'all' | 'none' | readonly QuirkName[] | { readonly [Q in QuirkName]?: boolean };

/**
 * A name that no quirk has; `code` is `'UNKNOWN_QUIRK'`.
 *
 * @since 0.1.0
 */
export class UnknownQuirkError extends Error {
  /** Always `'UNKNOWN_QUIRK'`, to tell it from other errors. */
  readonly code = 'UNKNOWN_QUIRK';
  constructor(name: unknown) {
    super(
      `unknown quirk ${JSON.stringify(name) ?? typeof name}${didYouMean(String(name), ['all', 'none', ...quirkNames])}: give all, none, or names of docs/fake-controller.md`,
    );
    this.name = 'UnknownQuirkError';
  }
}

/** The quirks that are on. @throws UnknownQuirkError */
export function resolveQuirks(option: QuirkOption, revision: Revision): ReadonlySet<QuirkName> {
  if (option === 'none') return new Set();
  const usual = quirkNames.filter((name) => isWithin(quirk(name), revision) && (quirk(name).byDefault ?? true));
  if (option === 'all') return new Set(usual);
  if (typeof option !== 'object' || option === null) throw new UnknownQuirkError(option);
  if (Array.isArray(option)) return new Set(option.map(checked));
  const quirks = new Set(usual);
  for (const [name, on] of Object.entries(option)) {
    if (on) quirks.add(checked(name));
    else quirks.delete(checked(name));
  }
  return quirks;
}

function checked(name: string): QuirkName {
  const known = quirkNames.find((quirkName) => quirkName === name);
  if (known === undefined) throw new UnknownQuirkError(name);
  return known;
}
