import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { RealClock } from '../time/real-clock.js';

/**
 * How long changes settle, in milliseconds: editors write a file in several steps, and some put a new one in its place,
 * all of which is one change.
 */
const settleMs = 100;

/**
 * Calls `changed` when a file has changed, once the changes have settled; returns a function that ends this. It watches
 * the directory, because a file that is replaced is another one.
 */
export function watchFile(path: string, changed: () => void): () => void {
  const clock = new RealClock();
  let timer: ReturnType<RealClock['after']> | undefined;
  const name = basename(path);
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_event, file) => {
      if (file !== null && file !== name) return;
      timer?.cancel();
      timer = clock.after(settleMs, `change of ${path}`, changed);
    });
    // A file that cannot be watched any more is not reloaded.
    watcher.on('error', () => undefined);
  } catch {
    // Nor is one that cannot be watched at all, as on some network file systems.
  }
  return () => {
    watcher?.close();
    clock.stop();
  };
}
