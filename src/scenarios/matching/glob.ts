/**
 * Whether the whole of a text fits a glob: `*` any characters, `?` one (a code point), anything else itself.
 * Takes at most as many steps as both have characters multiplied, however many stars there are.
 */
export function matchGlob(glob: string, text: string): boolean {
  const wanted = [...glob];
  const seen = [...text];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < seen.length; ) {
    if (wanted[at] === '*') {
      star = at++;
      resume = i;
    } else if (wanted[at] === '?' || wanted[at] === seen[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      // Let the last star swallow one character more.
      at = star + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((character) => character === '*');
}
