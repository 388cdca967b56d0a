/** Puts `$ref` in place of each text that is the session's ref, because that is another one in every session. */
export function withoutRef<T>(data: T, ref: string): T {
  if (data === ref && ref !== '') return '$ref' as T;
  if (Array.isArray(data)) return data.map((item: unknown) => withoutRef(item, ref)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withoutRef<unknown>(value, ref)])) as T;
}
