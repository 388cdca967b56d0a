import { readCsvRecord } from './go-csv.js';

/** What is wrong with a print function that is a text: fields with commas between them, one of them its name. */
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
