import { expect } from 'chai';

/**
 * Holds a list that people keep to what has to be in it, in any order, each once.
 *
 * @param where - what to change when it differs: the file, and the name of the list in it
 */
export function holdsListed(where: string, listed: Iterable<string>, wanted: Iterable<string>): void {
  const [has, needs] = [[...listed], new Set(wanted)];
  const complaints = [
    ['add to', [...needs].filter((name) => !has.includes(name))],
    ['remove from', has.filter((name, index) => !needs.has(name) || has.indexOf(name) !== index)],
  ] as const;
  const text = complaints.flatMap(([what, names]) =>
    names.length === 0 ? [] : [`${what} ${where}: ${names.join(', ')}`],
  );
  if (text.length > 0) expect.fail(text.join('\n'));
}
