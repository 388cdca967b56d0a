/** Longer texts are cut, for tables that people can read. */
const longest = 120;
/** The most parts of a list or object, and the most levels of it, that are shown. */
const mostParts = 20;
const deepest = 6;

/** Shows a value as people read it. */
export function show(value: unknown): string {
  const text = full(value, 0);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function full(value: unknown, depth: number): string {
  if (value === undefined) return '(none)';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth === deepest) return '…';
  if (Array.isArray(value)) return `[${parts(value, (element) => full(element, depth + 1))}]`;
  return object(value as Readonly<Record<string, unknown>>, depth);
}

function object(value: Readonly<Record<string, unknown>>, depth: number): string {
  const keys = Object.keys(value).join();
  const { glob, exactly, pattern, flags = '' } = value;
  if (keys === 'glob' && typeof glob === 'string') return `glob ${quote(glob)}`;
  if (keys === 'exactly') return `exactly ${full(exactly, depth + 1)}`;
  if ((keys === 'pattern' || keys === 'pattern,flags') && typeof pattern === 'string' && typeof flags === 'string') {
    return `/${pattern.replaceAll('\n', '\\n')}/${flags}`;
  }
  return `{${parts(Object.entries(value), ([key, field]) => `${key}: ${full(field, depth + 1)}`)}}`;
}

function parts<T>(list: readonly T[], showOne: (part: T) => string): string {
  const shown = list.slice(0, mostParts).map(showOne);
  return (list.length > mostParts ? [...shown, '…'] : shown).join(', ');
}

/** Quotes a text; a long one is cut and says how long it is. */
function quote(text: string): string {
  if (text.length <= longest) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, longest - 40))}… (${text.length} characters)`;
}
