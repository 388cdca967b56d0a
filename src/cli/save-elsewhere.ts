import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Saves what could not be written where it belongs. Says where it is now; as a last resort, that it is nowhere. */
export function saveElsewhere(path: string, text: string | Uint8Array): string {
  try {
    const file = join(otherPlace(), basename(path));
    writeFileSync(file, text);
    return `it is in ${file}`;
  } catch {
    return 'it is lost';
  }
}

/** As {@link saveElsewhere}, of several files, which `write` puts into a directory; and what that gives. */
export async function saveAllElsewhere<T>(
  write: (directory: string) => Promise<T>,
): Promise<{ readonly where: string; readonly written?: T }> {
  try {
    const directory = otherPlace();
    return { written: await write(directory), where: `they are in ${directory}` };
  } catch {
    return { where: 'they are lost' };
  }
}

function otherPlace(): string {
  return mkdtempSync(join(tmpdir(), 'buildx-testkit-'));
}
