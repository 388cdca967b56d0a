/**
 * Whether a name, without slashes, fits a pattern as Go's `path.Match` has them: `*`, `?`, classes, and `\\` before what is
 * meant as it is. It takes no longer than the lengths of both multiplied, because clients write the patterns.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const parts = [...pattern.matchAll(/\\(.)|\[(\^?)((?:\\.|[^\\\]])+)\]|./gsu)];
  const chars = [...name];
  let part = 0;
  let star = -1;
  let from = 0;
  for (let at = 0; at < chars.length; ) {
    const one = parts[part];
    if (one?.[0] === '*') {
      star = part++;
      from = at;
    } else if (one !== undefined && fits(one, chars[at] ?? '')) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      part = star + 1;
      at = ++from;
    } else return false;
  }
  while (parts[part]?.[0] === '*') part += 1;
  return part === parts.length;
}

function fits([all, escaped, not, set]: RegExpExecArray, char: string): boolean {
  if (set === undefined) return all === '?' || (escaped ?? all) === char;
  const ranges = [...set.matchAll(/\\?(.)(?:-\\?(.))?/gsu)];
  const inSet = ranges.some(([, low = '', high = low]) => low <= char && char <= high);
  return inSet === (not === '');
}
