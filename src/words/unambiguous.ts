const unseen =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;

/**
 * Makes others' words safe to show on a terminal, a page or in a file: every character is seen. A character that is
 * invisible, commands the terminal, or changes how its neighbours are read becomes its escape, such as `\u001b` and
 * `\u202e`. Line feeds and tabs stay.
 */
export function unambiguous(text: string): string {
  return text.replace(unseen, (character) =>
    character === '\n' || character === '\t'
      ? character
      : // Two code units where it is beyond the first plane.
        character.split('').map(escaped).join(''),
  );
}

/**
 * Does the same for words in a single line, where a line feed becomes an escape, too: it would begin another line,
 * which could say anything.
 */
export function unambiguousLine(text: string): string {
  return unambiguous(text).replace(/[\n\t]/g, (character) => (character === '\n' ? '\\n' : '\\t'));
}

/** Writes data as JSON in which every character is seen, and which is read as the same data. */
export function unambiguousJson(data: unknown, indentation = 0): string {
  return unambiguous(JSON.stringify(data, null, indentation));
}

/** Does {@link unambiguous} to all texts in some data, however deep they are. */
export function unambiguousData<T>(data: T): T {
  return mapped(data) as T;
}

function mapped(value: unknown): unknown {
  if (typeof value === 'string') return unambiguous(value);
  if (Array.isArray(value)) return value.map(mapped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [unambiguous(key), mapped(item)]));
}

function escaped(codeUnit: string): string {
  return `\\u${codeUnit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
