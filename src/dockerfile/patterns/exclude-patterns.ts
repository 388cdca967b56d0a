import { cleanPath } from '../clean-path.js';

/**
 * The patterns of a `.dockerignore` file as the frontend sends them, so that the client leaves those files out: without
 * comments and empty lines, relative to the context, exceptions with their `!`.
 *
 * @example excludePatterns('# built\n/dist/\n!dist/keep\n') // ['dist', '!dist/keep']
 * @since 0.1.0
 */
export function excludePatterns(dockerignore: string): readonly string[] {
  return dockerignore
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const text = line.trim();
      if (line.startsWith('#') || text === '') return [];
      const isException = text.startsWith('!');
      return [`${isException ? '!' : ''}${cleaned(isException ? text.slice(1).trim() : text)}`];
    });
}

function cleaned(pattern: string): string {
  if (pattern === '') return '';
  const clean = cleanPath(pattern);
  return clean.length > 1 ? clean.replace(/^\//, '') : clean;
}
