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

/** Both parts; what is not bounded is `Infinity`. @throws RangeError, TypeError that say what is wrong, and what to give */
export function checkedBound(bound: JournalBound = {}): Required<JournalBound> {
  if (typeof bound !== 'object' || bound === null)
    throw new TypeError(`journal: ${JSON.stringify(bound)} is no bound: give {entries: N}, {bytes: N} or both`);
  for (const key of Object.keys(bound)) {
    if (!Object.hasOwn(least, key)) throw new TypeError(`journal.${key}: no such bound; there are entries and bytes`);
  }
  return { entries: checked('entries', bound.entries), bytes: checked('bytes', bound.bytes) };
}

function checked(key: keyof JournalBound, value: number | undefined): number {
  if (value === undefined || value === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const wanted = `give a whole number, at least ${least[key]}, since one of the entries that are kept is a note`;
  if (!Number.isInteger(value))
    throw new TypeError(`journal.${key}: ${String(value)} is no number of ${key}: ${wanted}`);
  if (value < least[key]) throw new RangeError(`journal.${key}: a journal of ${value} ${key} has no room: ${wanted}`);
  return value;
}
