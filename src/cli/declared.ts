import type { Revision } from '../protocol/revision.js';
import { UsageError } from './usage-error.js';

/** How a scenario of the catalogue is to be played. */
export interface Declared {
  readonly name: string;
  /** The fake that plays it. Default: the controller, or whichever is asked for. */
  readonly server?: 'buildkit';
  /** The revision in which to play it. Default: any. */
  readonly revision?: Revision;
  /** What to change from the quirks that are on by default. Default: nothing. */
  readonly quirks?: Readonly<Record<string, boolean>>;
}

/**
 * The one revision that is wanted by those that want one.
 * @throws UsageError when they want different ones.
 */
export function declaredRevision(all: readonly Declared[]): Revision | undefined {
  const [first, ...others] = all.filter(({ revision }) => revision !== undefined);
  const other = others.find(({ revision }) => revision !== first?.revision);
  if (first === undefined || other === undefined) return first?.revision;
  throw new UsageError(
    `${first.name} is about revision ${first.revision}, and ${other.name} about ${other.revision}: ` +
      'serve one of them, or give --revision',
  );
}

/** The quirks that any of them wants to be changed from the default. */
export function declaredQuirks(all: readonly Declared[]): Readonly<Record<string, boolean>> {
  return Object.assign({}, ...all.map(({ quirks }) => quirks ?? {})) as Readonly<Record<string, boolean>>;
}
