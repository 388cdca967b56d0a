import { DockerfileError } from '../dockerfile-error.js';

/**
 * The fields of a line of CSV, in which a field may be quoted.
 * @throws DockerfileError with the text of BuildKit's library for quotes that are where they cannot be
 */
export function csvFields(line: string): readonly string[] {
  if (line === '') throw new DockerfileError('EOF');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const [whole = '', quoted, bare = ''] = /^(?:"((?:[^"]|"")*)"|([^,]*))/.exec(line.slice(at)) ?? [];
    const end = at + whole.length;
    if (quoted === undefined && bare.startsWith('"'))
      throw misplaced(line.lastIndexOf('"') + 1, 'extraneous or missing " in quoted-field');
    if (bare.includes('"')) throw misplaced(at + bare.indexOf('"'), 'bare " in non-quoted-field');
    if (end < line.length && line[end] !== ',') throw misplaced(end - 1, 'extraneous or missing " in quoted-field');
    fields.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === line.length) return fields;
    at = end + 1;
  }
}

function misplaced(at: number, reason: string): DockerfileError {
  return new DockerfileError(`parse error on line 1, column ${at + 1}: ${reason}`);
}
