/** Whether a path, or a directory that it is in, matches one of the patterns, of which none is an exception. */
export function isExcluded(path: string, patterns: readonly string[]): boolean {
  const parts = path.split('/');
  const paths = parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  return patterns.some((pattern) => {
    const regex = patternRegex(pattern);
    return regex !== undefined && paths.some((path) => regex.test(path));
  });
}

/** Nothing for ranges that run backwards, such as `[z-a]`, which match nothing. */
function patternRegex(pattern: string): RegExp | undefined {
  const source = pattern.replace(/\*\*\/?|\*|\?|\[[^\]]*\]|\\?./gsu, (part) => {
    if (part.startsWith('**')) return part.endsWith('/') ? '(?:.*/)?' : '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[') && part.length > 1) return part;
    return part.replace(/^\\(?=.)/, '').replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`, 's');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
