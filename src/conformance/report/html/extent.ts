import type { Detail } from '../../../pages/diagram/entry-line.js';

/**
 * How much of the journals a page shows, so that it opens promptly however large the run is; the JSON report has
 * everything.
 */
export interface Extent extends Detail {
  /** The most entries of one journal. */
  readonly mostEntries: number;
}

/** The most entries of all journals together. */
const mostEntries = 24_000;
const mostText = 3_000_000;
const mostBytes = 1_500_000;

/**
 * Decides how much is shown.
 *
 * @param lengths of the journals, in entries
 */
export function extentOf(lengths: readonly number[]): Extent {
  const mostOfEach = within(200, mostEntries / Math.max(lengths.length, 1), 6000);
  const shown = lengths.reduce((sum, length) => sum + Math.min(length, mostOfEach), 0);
  return {
    whole: 'the JSON report',
    mostEntries: mostOfEach,
    mostText: within(400, mostText / Math.max(shown, 1), 6000),
    mostBytes: within(96, mostBytes / Math.max(shown, 1), 1024),
  };
}

function within(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(Math.floor(value), most));
}
