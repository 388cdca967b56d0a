import { DockerfileError } from '../dockerfile-error.js';

/** The fields of a line of CSV, in which a field may be quoted. */
export function csvFields(line: string): readonly string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const [whole, quoted, bare = ''] = /^(?:"((?:[^"]|"")*)"|([^,]*))(?=,|$)/.exec(rest) ?? [];
    if (whole === undefined || bare.includes('"'))
      throw new DockerfileError(
        `parse error on line 1, column ${line.length - rest.length + 1}: bare " in non-quoted field`,
      );
    fields.push(quoted?.replaceAll('""', '"') ?? bare);
    if (whole.length === rest.length) return fields;
    rest = rest.slice(whole.length + 1);
  }
}
