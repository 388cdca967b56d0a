import { cleanPath } from '../clean-path.js';
import type { SourceRange } from '../source-range.js';
import { isExcluded } from '../patterns/is-excluded.js';
import type { Linter } from './linter.js';
import { complaints } from './rules.js';

interface Copying {
  readonly linter: Linter;
  readonly planning: { readonly excludes: readonly string[] };
  readonly command: { readonly instruction: { readonly location: readonly SourceRange[] } };
}

const everything: ReadonlySet<string> = new Set(['*', '**', '**/*']);

/** Reports a file that is copied though `.dockerignore` leaves it out. With exceptions, nobody can tell. */
export function lintCopySource({ linter, planning, command }: Copying, kind: 'add' | 'copy', source: string): void {
  const { excludes } = planning;
  if (excludes.length === 0 || excludes.some((pattern) => pattern.startsWith('!'))) return;
  const path = cleanPath(source);
  if ((path === '.' || path === '/') && !excludes.some((pattern) => everything.has(pattern))) return;
  if (!isExcluded(path, excludes)) return;
  const keyword = kind === 'add' ? 'Add' : 'Copy';
  linter.report('copyIgnoredFile', command.instruction.location, complaints.copyIgnoredFile(keyword, path));
}
