/** Whether a path, or a directory that it is in, matches one of the patterns, of which none is an exception. */
export function isExcluded(path: string, patterns: readonly string[]): boolean {
  const parts = path.split('/');
  const paths = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  return patterns.some((pattern) => {
    const regex = patternRegex(pattern);
    return paths.some((path) => regex.test(path));
  });
}

function patternRegex(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/?|\*|\?|\[[^\]]*\]|\\?./gsu, (part) => {
    if (part.startsWith('**')) return part.endsWith('/') ? '(?:.*/)?' : '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[') && part.length > 1) return part;
    return part.replace(/^\\(?=.)/, '').replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}
