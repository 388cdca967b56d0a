import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Sentence } from './sentences.js';

/** What becomes of one sentence; it may be several of these. */
export interface Account {
  /** The first words of the sentence. */
  readonly says: string;
  readonly hash: string;
  /** Requirements that hold a server to it. */
  readonly tested?: readonly string[];
  /** It tells of a defect: requirements that ask a good server for the opposite. */
  readonly opposite?: readonly string[];
  /** Why it is not tested, though it could be. */
  readonly untested?: string;
  /** Why no client could see whether it holds. */
  readonly untestable?: string;
  /** What else it is about than a server that a client sees. */
  readonly outside?: string;
}

/** The sections whose every sentence has an account. */
export const sections = /^(?:[3456](?:\.\d+)?|8\.2|12)$/;

/** By section, in the order of the page. */
export function readAccounts(): ReadonlyMap<string, readonly Account[]> {
  const text = readFileSync('test/docs/traceability/accounts.yaml', 'utf8');
  return new Map(Object.entries(parse(text) as Record<string, readonly Account[]>));
}

/** The account of a sentence; undefined when there is none, or only one of what it said before. */
export function accountOf(
  accounts: ReadonlyMap<string, readonly Account[]>,
  { section, text, hash }: Sentence,
): Account | undefined {
  return accounts.get(section)?.find((account) => account.hash === hash && text.startsWith(account.says));
}

export function requirementsOf({ tested = [], opposite = [] }: Account): readonly string[] {
  return [...tested, ...opposite];
}
