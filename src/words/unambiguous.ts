const unseen =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;

/**
 * Words of others for a terminal, a page or a file that people read: every character is seen. One that is invisible,
 * commands the terminal, or would change how its neighbours are read, becomes its escape, such as `\u001b` and
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

/** The same in one line: a line feed would begin another, which says whatever they like. */
export function unambiguousLine(text: string): string {
  return unambiguous(text).replace(/[\n\t]/g, (character) => (character === '\n' ? '\\n' : '\\t'));
}

/** Data as JSON in which every character is seen, and which is read as the same data. */
export function unambiguousJson(data: unknown, indentation = 0): string {
  return unambiguous(JSON.stringify(data, null, indentation));
}

/** All texts in data, however deep. */
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
