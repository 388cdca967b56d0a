import { readFileSync } from 'node:fs';

/** Where the recordings are: what buildx printed of real builds, as it was. */
const directory = new URL('../../../../test/scenarios/import/recorded/', import.meta.url);

/** What the program printed of real builds with `--progress rawjson`. */
export const rawBuilds = ['success', 'failure', 'stages', 'platforms', 'cached', 'warnings'] as const;

export function recordedText(file: string): string {
  return readFileSync(new URL(file, directory), 'utf8');
}

export function recordedBytes(file: string): Uint8Array {
  return readFileSync(new URL(file, directory));
}
