import { isObject } from '../protocol/is-object.js';
import { shown } from '../protocol/shown.js';

/**
 * How much a journal keeps. Of more, the oldest entries are dropped, and a note in their place says how many.
 *
 * @since 0.1.0
 */
export interface JournalBound {
  /** At most so many entries, at least 2. Unbounded by default. */
  readonly entries?: number;
  /**
   * At most so many bytes, at least 1024: messages as they are held in memory, about. An entry that is larger than this
   * by itself is dropped as soon as those who listen have seen it. Unbounded by default.
   */
  readonly bytes?: number;
}

/** What each part of a bound is at least: with less there is no room for the note, and another entry. */
const least = { entries: 2, bytes: 1024 } as const;

/** Both parts; what is not bounded is `Infinity`. */
export function wholeBound({ entries = Infinity, bytes = Infinity }: JournalBound = {}): Required<JournalBound> {
  return { entries, bytes };
}

/** What keeps a value from being a bound, in words; undefined when nothing does. */
export function complaintAboutBound(name: string, bound: unknown): string | undefined {
  if (!isObject(bound)) return `${name}: ${shown(bound)} is no bound: give {entries: N}, {bytes: N} or both`;
  for (const [key, value] of Object.entries(bound)) {
    if (key !== 'entries' && key !== 'bytes') return `${name}.${key}: no such bound; there are entries and bytes`;
    const complaint = value === undefined ? undefined : complaintAboutPart(key, value);
    if (complaint !== undefined) return `${name}.${key}: ${complaint}`;
  }
  return undefined;
}

function complaintAboutPart(key: keyof JournalBound, value: unknown): string | undefined {
  if (value === Number.POSITIVE_INFINITY) return undefined;
  const wanted = `give a whole number, at least ${least[key]}, since one of the entries that are kept is a note`;
  if (typeof value !== 'number' || !Number.isInteger(value)) return `${shown(value)} is no number of ${key}: ${wanted}`;
  return value < least[key] ? `a journal of ${value} ${key} has no room: ${wanted}` : undefined;
}
