import { goQuote } from '../../words/go-quote.js';
import { SessionError } from '../session-error.js';
import type { fsutil } from '../../protocol/buildkit/messages.js';
import { isDirectory, isSymlink } from './file-mode.js';

/** Refuses hard links to what did not come before, as fsutil does. */
export class HardLinks {
  readonly #seen = new Set<string>();

  /** @throws SessionError */
  check({ path, mode, linkname }: fsutil.Stat): void {
    if (isDirectory(mode) || isSymlink(mode)) return;
    if (linkname === '') this.#seen.add(path);
    else if (!this.#seen.has(linkname))
      throw new SessionError(`invalid link ${path} to unknown path: ${goQuote(linkname)}`);
  }
}
