/** The list with one more. Made with its first: one that begins empty takes room for sixteen more when it grows, and most never have two. */
export function added<T>(list: T[] | undefined, value: T): T[] {
  if (list === undefined) return [value];
  list.push(value);
  return list;
}
