import type { CharacterReader } from './character-reader.js';

export interface ExpandOptions {
  /** Default `\`. */
  readonly escape?: string;
  /** Keeps quotes. */
  readonly rawQuotes?: boolean;
  /** Keeps escapes. */
  readonly rawEscapes?: boolean;
  /** Takes quotes for characters like others. */
  readonly ignoreQuotes?: boolean;
  /** Leaves variables alone that are not set; otherwise they become nothing. */
  readonly keepUnset?: boolean;
}

/** What reads one text. */
export interface Expander {
  readonly reader: CharacterReader;
  readonly options: ExpandOptions;
  readonly escape: string;
  readonly keepUnset: boolean;
  valueOf(name: string): string | undefined;
  /** Expands up to the next such character, which is read, too. */
  upTo(stop: string, rawEscapes: boolean): string;
}
