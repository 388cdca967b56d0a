import Table from 'cli-table3';
import type { Outcome } from '../outcome.js';

/** The outcomes as a table for a terminal, a row each. */
export function toTable(outcomes: readonly Outcome[]): string {
  const table = new Table({
    head: ['exercise', 'done', 'broke', 'heap, MB', 'held'],
    colAligns: ['left', 'right', 'right', 'right', 'left'],
    colWidths: [null, null, null, null, 62],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const outcome of outcomes) {
    const { name, broken, promise } = outcome;
    table.push([name, doneIn(outcome), broken, heapOf(outcome), promise]);
  }
  return table.toString();
}

/** `12,345 connections`. */
export function doneIn({ done, unit }: Pick<Outcome, 'done' | 'unit'>): string {
  return `${done.toLocaleString('en')} ${unit}`;
}

/** `31.2 (+0.1)`: at the end, and by how much more than after the first third. */
function heapOf({ heapMb, heapGrowthMb: growth }: Outcome): string {
  if (growth === undefined) return heapMb.toFixed(1);
  return `${heapMb.toFixed(1)} (${growth < 0 ? '' : '+'}${growth.toFixed(1)})`;
}
