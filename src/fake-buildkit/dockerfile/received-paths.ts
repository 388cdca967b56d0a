import { isSymlink } from '../../session-tunnel/files/file-mode.js';
import type { ReceivedFile } from '../../session-tunnel/files/received-files.js';

/** The paths of the files that a client has sent, by which it is known what a COPY does not find. */
export class ReceivedPaths {
  readonly #paths = new Set<string>();
  readonly #links = new Set<string>();

  add({ stat: { path, mode } }: ReceivedFile): void {
    this.#paths.add(path);
    if (isSymlink(mode)) this.#links.add(path);
  }

  /** The first of the paths that is not there, from the root. A pattern may match nothing, and behind a link may be anything. */
  firstMissing(paths: readonly string[]): string | undefined {
    const missing = paths.find((path) => {
      const parts = partsOf(path);
      if (parts.length === 0 || /[*?[\\]/.test(path)) return false;
      return !this.#paths.has(parts.join('/')) && !this.#isBehindLink(parts);
    });
    return missing && `/${partsOf(missing).join('/')}`;
  }

  #isBehindLink(parts: readonly string[]): boolean {
    return parts.some((_, index) => this.#links.has(parts.slice(0, index).join('/')));
  }
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter(Boolean);
}
