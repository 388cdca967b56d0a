/** Longer texts are cut, for tables that people can read. */
const longest = 120;

/** What was asked for or came, as people read it. */
export function show(value: unknown): string {
  const text = full(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}

function full(value: unknown): string {
  if (value === undefined) return '(none)';
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(full).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return object(Object.entries(value));
}

function object(entries: readonly (readonly [string, unknown])[]): string {
  const fields = new Map(entries);
  if (fields.size === 1 && typeof fields.get('glob') === 'string') return `glob ${full(fields.get('glob'))}`;
  const { pattern, flags = '', ...others } = Object.fromEntries(entries);
  if (typeof pattern === 'string' && typeof flags === 'string' && Object.keys(others).length === 0) {
    return `/${pattern.replaceAll('\n', '\\n')}/${flags}`;
  }
  if (fields.size === 1 && fields.has('exactly')) return `exactly ${full(fields.get('exactly'))}`;
  return `{${entries.map(([key, field]) => `${key}: ${full(field)}`).join(', ')}}`;
}
