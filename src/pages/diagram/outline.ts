import type { Row } from './drawing.js';

/**
 * An item of a diagram's list: a row, a time in which nothing happened, or rows that are shown when they are asked for.
 */
export type Item =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'pause'; readonly ms: number; readonly open: readonly number[] }
  | {
      readonly kind: 'folded';
      readonly alike: boolean;
      readonly rows: readonly Row[];
      readonly items: readonly Item[];
    };

/** A longer stretch of rows of one kind is folded, except for its ends. */
const longestStretch = 14;
const endsShown = 4;
/** A longer list is folded in the middle. */
const mostItems = 300;
const middleBegins = 120;
/** The most rows of one fold, because opening more takes long. */
const foldSize = 250;
/** A time without events is told when it is longer, in milliseconds. */
const shortestPause = 100;

/** Lists all rows in their order, and folds what would make the list too long to read. */
export function outlineOf(rows: readonly Row[]): Item[] {
  const items = stretches(rows).flatMap((stretch) => {
    if (stretch.length <= longestStretch) return listed(stretch);
    const middle = stretch.slice(endsShown, -endsShown);
    return [...listed(stretch.slice(0, endsShown)), ...folds(middle, true), ...listed(stretch.slice(-endsShown))];
  });
  const paused = withPauses(items);
  if (paused.length <= mostItems) return paused;
  const middle = paused.slice(middleBegins, -middleBegins);
  return [...paused.slice(0, middleBegins), ...foldsOf(middle), ...paused.slice(-middleBegins)];
}

/** Divides rows where messages one way end and anything else begins. */
function stretches(rows: readonly Row[]): Row[][] {
  const all: Row[][] = [];
  for (const row of rows) {
    const last = all.at(-1);
    const { kind } = row.entry;
    if (last?.[0]?.entry.kind === kind && (kind === 'request' || kind === 'response')) last.push(row);
    else all.push([row]);
  }
  return all;
}

function listed(rows: readonly Row[]): Item[] {
  return rows.map((row) => ({ kind: 'row', row }));
}

function folds(rows: readonly Row[], alike: boolean): Item[] {
  return chunks(rows, foldSize).map((chunk) => ({
    kind: 'folded',
    alike,
    rows: chunk,
    items: withPauses(listed(chunk)),
  }));
}

/** Folds items. Folds among them are opened, and their rows folded anew. */
function foldsOf(items: readonly Item[]): Item[] {
  return folds(items.flatMap(rowsOf), false);
}

function rowsOf(item: Item): readonly Row[] {
  switch (item.kind) {
    case 'row':
      return [item.row];
    case 'pause':
      return [];
    case 'folded':
      return item.rows;
  }
}

function withPauses(items: readonly Item[]): Item[] {
  let before: Row | undefined;
  return items.flatMap((item) => {
    const rows = rowsOf(item);
    const first = rows[0];
    const ms = before === undefined || first === undefined ? 0 : first.entry.time - before.entry.time;
    before = rows.at(-1) ?? before;
    if (ms < shortestPause || first === undefined) return [item];
    const pause: Item = {
      kind: 'pause',
      ms,
      open: first.open.filter((lane) => first.entry.kind !== 'open' || lane !== first.lane),
    };
    return [pause, item];
  });
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
