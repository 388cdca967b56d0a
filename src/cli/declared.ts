import type { Revision } from '../protocol/revision.js';
import { UsageError } from './usage-error.js';

/** How a scenario of the catalogue is to be played. */
export interface Declared {
  readonly name: string;
  /** Any by default. */
  readonly revision?: Revision;
  /** What to change from the quirks that are on by default. */
  readonly quirks?: Readonly<Record<string, boolean>>;
}

/** The revision that all want that want one. @throws UsageError when they want different ones. */
export function declaredRevision(all: readonly Declared[]): Revision | undefined {
  const [first, ...others] = all.filter(({ revision }) => revision !== undefined);
  const other = others.find(({ revision }) => revision !== first?.revision);
  if (first === undefined || other === undefined) return first?.revision;
  throw new UsageError(
    `${first.name} is about revision ${first.revision}, and ${other.name} about ${other.revision}: ` +
      'serve one of them, or give --revision',
  );
}

/** What all want to be changed from the default. */
export function declaredQuirks(all: readonly Declared[]): Readonly<Record<string, boolean>> {
  return Object.assign({}, ...all.map(({ quirks }) => quirks ?? {})) as Readonly<Record<string, boolean>>;
}
