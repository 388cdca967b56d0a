import { dateOfSeconds } from '../time/iso-time.js';
import type { RootEntry } from './root-files.js';

/** A tar of the entries, all of the same time; @param seconds since the Unix epoch */
export async function tarOf(entries: readonly RootEntry[], seconds: number): Promise<Uint8Array> {
  // Loaded when the first tar is written: most builds export none.
  const { packTar } = await import('modern-tar');
  const mtime = dateOfSeconds(seconds);
  return packTar(
    entries.map(({ path, mode, data }) =>
      data === undefined
        ? { header: { name: `${path}/`, type: 'directory', size: 0, mode, mtime, uid: 0, gid: 0 } }
        : { header: { name: path, type: 'file', size: data.length, mode, mtime, uid: 0, gid: 0 }, body: data },
    ),
  );
}
