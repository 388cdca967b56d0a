import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A session with a real controller that the package carries. */
export interface RecordedSession {
  /** `recorded/` and the name of its file. */
  readonly name: string;
  readonly title: string;
  readonly file: string;
}

const directory = new URL('../scenarios/catalogue/recorded/', import.meta.url);

/** All of them, by name. */
export function recordedSessions(): readonly RecordedSession[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((base) => {
      const file = fileURLToPath(new URL(base, directory));
      return { name: `recorded/${base.slice(0, -'.yaml'.length)}`, title: titleOf(file), file };
    });
}

/** What its first line says after the name. */
function titleOf(file: string): string {
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1);
  const said = first.replace(/^#\s*[^:]*:\s*/, '');
  return said.charAt(0).toUpperCase() + said.slice(1);
}
