/** The details as a scenario has them: what `details` makes has their bytes, too. */
export function withPlainDetails<T extends { readonly details?: readonly object[] }>(options: T): T {
  const { details } = options;
  return details === undefined ? options : { ...options, details: details.map(withoutBytes) };
}

function withoutBytes(detail: object): object {
  if (!('value' in detail && 'json' in detail)) return detail;
  const { value: _value, ...plain } = detail;
  return plain;
}
