/** The path of a part of some data: `exports[0].attrs["a.b"]`. */
export function dataPath(base: string, key: string | number): string {
  if (typeof key === 'number') return `${base}[${key}]`;
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${base}[${JSON.stringify(key)}]`;
  return base === '' ? key : `${base}.${key}`;
}

/** The keys and indices that a path goes through. */
export function keysOf(path: string): readonly (string | number)[] {
  const parts = path.matchAll(/\[(?<index>\d+)\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|(?<plain>[^.[\]]+)/gu);
  return Array.from(parts, ({ groups: { index, quoted, plain } = {} }) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? (plain ?? '') : String(JSON.parse(quoted));
  });
}
