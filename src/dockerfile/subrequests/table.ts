/** Rows whose cells stand in columns, with so many blanks at least behind each but the last. */
export function table(rows: readonly (readonly string[])[], blanks: number): string {
  const [first = []] = rows;
  const widths = first.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column]))) + blanks);
  return rows.map((row) => `${row.map((cell, column) => padded(cell, column, widths)).join('')}\n`).join('');
}

function padded(cell: string, column: number, widths: readonly number[]): string {
  const blanks = column === widths.length - 1 ? 0 : (widths[column] ?? 0) - lengthOf(cell);
  return cell + ' '.repeat(blanks);
}

function lengthOf(cell = ''): number {
  return Array.from(cell).length;
}
