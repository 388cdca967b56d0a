import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../package/installed.js';
import { recogniseRevision } from '../protocol/recognise-revision.js';
import type { Revision } from '../protocol/revision.js';

/** A session with a real controller that the package carries. */
export interface RecordedSession {
  /** Its name: `recorded/` and the name of its file. */
  readonly name: string;
  readonly title: string;
  readonly file: string;
  /** The revision of the controller that it was recorded from. */
  readonly revision?: Revision;
}

const directory = packageFile('recorded');

/** Lists all recorded sessions, by name. */
export function recordedSessions(): readonly RecordedSession[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((base) => {
      const file = join(directory, base);
      const title = titleOf(file);
      const revision = revisionIn(title);
      const name = `recorded/${base.slice(0, -'.yaml'.length)}`;
      return { name, title, file, ...(revision === undefined ? {} : { revision }) };
    });
}

/** The title of a session: what the first line of its file says after the name. */
function titleOf(file: string): string {
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1);
  const said = first.replace(/^#\s*[^:]*:\s*/, '');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function revisionIn(title: string): Revision | undefined {
  const [, version] = /\bbuildx (\S+),/.exec(title) ?? [];
  return version === undefined
    ? undefined
    : recogniseRevision({ package: 'github.com/docker/buildx', version, revision: '' });
}
