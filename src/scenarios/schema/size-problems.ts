import { dataPath } from '../data-path.js';
import type { BuildScript } from '../model/build-script.js';
import type { RunScript, StatusScript, VertexScript, WarningScript } from '../model/vertex-script.js';
import type { ScenarioProblem } from '../scenario-error.js';

/**
 * What one entry of a message may come to, in bytes: a client of gRPC takes 4 MiB, unless it asks for more, and beside it
 * there must be room for times, digests, and what is filled into a template.
 */
const most = 3_000_000;

/** What a digest takes, which is made from the name, and what any part takes beside its text. */
const digestBytes = 80;
const partBytes = 40;

/** A part of an entry, and what it takes. */
type Part = readonly [path: string, bytes: number];

/** Of one build: vertices, progress items, warnings and replies that no message has room for. Logs and output come in pieces. */
export function sizeProblems({ vertices = [], reply = {} }: BuildScript, path: string): readonly ScenarioProblem[] {
  const digests = new Map(
    vertices.map(({ name, digest }) => [name, digest === undefined ? digestBytes : sizeOf(digest)]),
  );
  return [
    ...vertices.flatMap((vertex, i) => vertexProblems(vertex, digests, dataPath(`${path}.vertices`, i))),
    ...tooMuch('the reply', [
      [`${path}.reply`, Object.entries(reply).reduce((sum, texts) => sum + partBytes + sizeOf(texts.join('')), 0)],
    ]),
  ];
}

function vertexProblems(
  vertex: VertexScript,
  digests: ReadonlyMap<string, number>,
  path: string,
): readonly ScenarioProblem[] {
  const { name, error = '', digest = '', group, inputs = [], restarts = [] } = vertex;
  const parts: Part[] = [
    [`${path}.name`, sizeOf(name)],
    [`${path}.error`, sizeOf(error)],
    [`${path}.digest`, sizeOf(digest)],
    [`${path}.inputs`, inputs.reduce((sum, input) => sum + partBytes + (digests.get(input) ?? 0), 0)],
    [`${path}.group.id`, sizeOf(group?.id ?? '')],
    [`${path}.group.name`, sizeOf(group?.name ?? '')],
  ];
  const runs = [[vertex, path] as const, ...restarts.map((run, i) => [run, dataPath(`${path}.restarts`, i)] as const)];
  return [...tooMuch('the vertex', parts), ...runs.flatMap(([run, at]) => runProblems(run, sizeOf(digest), at))];
}

function runProblems(
  { statuses = [], warnings = [] }: RunScript,
  digest: number,
  path: string,
): readonly ScenarioProblem[] {
  return [
    ...statuses.flatMap((status, i) =>
      tooMuch('the item', statusParts(status, dataPath(`${path}.statuses`, i)), digest),
    ),
    ...warnings.flatMap((warning, i) =>
      tooMuch('the warning', warningParts(warning, dataPath(`${path}.warnings`, i)), digest),
    ),
  ];
}

function statusParts({ id, name = '' }: StatusScript, path: string): readonly Part[] {
  return [
    [`${path}.id`, sizeOf(id)],
    [`${path}.name`, sizeOf(name)],
  ];
}

function warningParts(
  { short, detail = [], url = '', source, ranges = [] }: WarningScript,
  path: string,
): readonly Part[] {
  return [
    [`${path}.short`, sizeOf(short)],
    [`${path}.detail`, detail.reduce((sum, line) => sum + partBytes + sizeOf(line), 0)],
    [`${path}.url`, sizeOf(url)],
    [`${path}.source.filename`, sizeOf(source?.filename ?? '')],
    [`${path}.source.text`, sizeOf(source?.text ?? '')],
    [`${path}.source.language`, sizeOf(source?.language ?? '')],
    [`${path}.ranges`, ranges.length * partBytes],
  ];
}

/** Told where most of it is. */
function tooMuch(what: string, parts: readonly Part[], beside = 0): readonly ScenarioProblem[] {
  const bytes = parts.reduce((sum, [, size]) => sum + size, beside);
  if (bytes <= most) return [];
  const [path] = parts.reduce((largest, part) => (part[1] > largest[1] ? part : largest));
  return [{ path, message: `too long: ${what} comes to ${bytes} bytes, and a message has room for ${most}` }];
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}
