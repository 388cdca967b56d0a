import type { BuildxVersion } from '../protocol/messages.js';
import type { Revision } from '../protocol/revision.js';
import type { Difference } from './comparing/compare.js';
import type { Explanation } from './explanations/explanation.js';

/** How true the fake is to a controller: what both said to the same clients, compared. */
export interface Certificate {
  readonly target: { readonly kind: string; readonly address: string; readonly info: BuildxVersion };
  readonly revision: Revision;
  readonly seed: number;
  /** The histories that were played on both sides. */
  readonly histories: number;
  /** How many of them are cases of the catalogue. */
  readonly named: number;
  readonly commands: number;
  /** The messages that were compared: requests, answers, progress, output. */
  readonly messages: number;
  /** What those messages told, fact by fact. */
  readonly facts: number;
  /** How many facts both sides told alike. */
  readonly agreements: number;
  readonly explained: readonly Explained[];
  /** Explanations that must come up in so many histories, and explained nothing. */
  readonly stale: readonly Explanation[];
  /** Differences that did not come again when their history was played alone. */
  readonly fleeting: readonly Disagreement[];
  /** Differences that nothing explains. */
  readonly unexplained: readonly Disagreement[];
  readonly deaths: readonly Death[];
  /** How often the real server died of what is no reason to, and was started again. */
  readonly restarts: number;
}

/** What one explanation was the reason of. */
export interface Explained {
  readonly explanation: Explanation;
  readonly differences: number;
  readonly histories: number;
}

/** A difference, and where it came up. */
export interface Disagreement {
  readonly difference: Difference;
  /** The history's number, and its name if it is a case of the catalogue. */
  readonly history: number;
  readonly name?: string;
  /** How many differences of its kind there were. */
  readonly times: number;
  /** The shortest history that shows it: its commands in words, and what `--replay` takes to play it again. */
  readonly shortest: { readonly commands: readonly string[]; readonly replay: string };
}

/** What became of both servers by an input that kills a real one. */
export interface Death {
  readonly name: string;
  readonly fake: 'died' | 'lives';
  readonly real: 'died' | 'lives';
  readonly differences: readonly Difference[];
}

/** Whether nothing is left to explain or to take back. */
export function isGood({ unexplained, stale, deaths }: Certificate): boolean {
  return unexplained.length + stale.length === 0 && deaths.every(({ differences }) => differences.length === 0);
}
