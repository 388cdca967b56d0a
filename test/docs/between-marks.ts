/**
 * A page with what stands between `<!-- NAME -->` and `<!-- end of NAME -->` made anew.
 * @throws Error when the page has no such marks
 */
export function betweenMarks(page: string, name: string, made: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `\n<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no line ${begin.trim()}, or none ${end.trim()} after it`);
  return `${page.slice(0, from)}${begin}\n${made}\n${page.slice(to)}`;
}
