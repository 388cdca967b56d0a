import type { Revision, RevisionSpan } from '../../protocol/revision.js';
import type { ScenarioInput } from '../to-scenario.js';

/**
 * A streaming edge case, reproduced on demand, and the revisions in which it can be seen.
 *
 * @since 0.1.0
 */
export interface CatalogueEntry extends RevisionSpan {
  /** Its name, in kebab case; what is about BuildKit itself begins with `buildkit/`. */
  readonly name: string;
  /** What happens, in one sentence. */
  readonly title: string;
  /** How it comes about, and what a naive client makes of it, in a paragraph. */
  readonly what: string;
  /** The fake that plays it. Default: a FakeController. */
  readonly server?: 'buildkit';
  /**
   * Where it is known from: a section of `docs/real-controller.md`, and the upstream thread if there is one; of BuildKit's,
   * a file of `moby/buildkit`, with what to look for in it.
   */
  readonly source: string;
  /** What a good client does. */
  readonly careful: string;
  /** The revision to play it in, which has it; any where all revisions have it. */
  readonly revision?: Revision;
  /** Quirks that must be on besides those that are on by default. Default: none. */
  readonly quirks?: Readonly<Record<string, boolean>>;
  /** What the fake plays; an empty scenario where the built-ins suffice. */
  readonly scenario: ScenarioInput;
}

/** An edge case as it is written down. */
export type Entry = Omit<CatalogueEntry, 'revision'>;
