import type { Revision, RevisionSpan } from '../../protocol/revision.js';
import type { ScenarioInput } from '../to-scenario.js';

/** A streaming edge case, reproduced on demand, and the revisions in which it can be seen. */
export interface CatalogueEntry extends RevisionSpan {
  /** Kebab-case. */
  readonly name: string;
  /** One sentence: what happens. */
  readonly title: string;
  /** A paragraph: how it comes about, and what a naive client makes of it. */
  readonly what: string;
  /** Section of `docs/real-controller.md`, and the upstream thread if there is one. */
  readonly source: string;
  /** What a good client does. */
  readonly careful: string;
  /** The one to play it in, which has it; any where all revisions have it. */
  readonly revision?: Revision;
  /** Quirks that must be on, beyond those that are on by default. */
  readonly quirks?: Readonly<Record<string, boolean>>;
  /** What the fake plays; the built-ins where that is enough. */
  readonly scenario: ScenarioInput;
}

/** An edge case as it is written down. */
export type Entry = Omit<CatalogueEntry, 'revision'>;
