import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Saves what could not be written where it belongs. Says where it is now; as a last resort, that it is nowhere. */
export function saveElsewhere(path: string, text: string | Uint8Array): string {
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'buildx-testkit-')), basename(path));
    writeFileSync(file, text);
    return `it is in ${file}`;
  } catch {
    return 'it is lost';
  }
}
