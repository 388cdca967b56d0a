import type { Revision } from '../../protocol/revision.js';
import type { ScenarioInput } from '../to-scenario.js';

/** A streaming edge case, reproduced on demand. */
export interface CatalogueEntry {
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
  /** Where it can be seen; any revision by default. */
  readonly revision?: Revision;
  /** Quirks that must be on, beyond those that are on by default. */
  readonly quirks?: Readonly<Record<string, boolean>>;
  /** What the fake plays; the built-ins where that is enough. */
  readonly scenario: ScenarioInput;
}
