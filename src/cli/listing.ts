/** A list as it is printed: each row a line for people; or, for programs, all of them as an array of JSON. */
export function listing<Row extends object>(rows: readonly Row[], line: (row: Row) => string, json = false): string {
  return json ? `${JSON.stringify(rows, null, 2)}\n` : rows.map((row) => `${line(row)}\n`).join('');
}
