import { readCsvRecord } from './go-csv.js';

/**
 * The problem of the print function of revision `2023-04`: fields with commas between them, one of which is its name.
 */
export function printFuncProblem(text: string): string | undefined {
  if (text === '') return undefined;
  const fields = readCsvRecord(text);
  if (typeof fields === 'string') return fields;
  let name = '';
  for (const field of fields) {
    if (field.startsWith('format=')) continue;
    if (field.includes('=')) return `invalid print field: ${field}`;
    if (name !== '') return `invalid print value: ${text}`;
    name = field;
  }
  return undefined;
}
