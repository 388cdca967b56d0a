import Table from 'cli-table3';
import type { Row } from './row.js';

/** The rows as a table for a terminal. */
export function toTable(rows: readonly Row[]): string {
  const table = new Table({
    head: ['work', 'subject', 'unit', 'median', 'min', 'max', 'ratio'],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  let last: string | undefined;
  for (const { work, subject, unit, median, min, max, ratio } of rows) {
    const numbers = [median, min, max].map(shown);
    table.push([work === last ? '' : work, subject, unit, ...numbers, ratio === null ? '-' : `x${shown(ratio)}`]);
    last = work;
  }
  return table.toString();
}

/** Three digits that count. */
function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
