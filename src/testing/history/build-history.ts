import { didYouMean } from '../../words/nearest.js';
import { HistoryVertex, textOf, type HistoryWarning } from './history-vertex.js';
import { NoVertexError } from './no-vertex-error.js';
import { isText, shownText } from './text-pattern.js';
import { bytesOf, statusesIn, type Told, type ToldLog, type ToldStatus, type ToldVertex } from './told.js';

/**
 * What messages of Status come to: vertices by name, logs by vertex, warnings. It takes the controller's and BuildKit's,
 * those of any generated client, and the events of `--progress rawjson`.
 *
 * @example
 * const { statuses } = await client.build({ contextPath: '.' });
 * const history = new BuildHistory(statuses);
 * console.log(history.vertex('[2/2] RUN make').output);
 * @since 0.1.0
 */
export class BuildHistory {
  /** All vertices that were announced, in that order, each as it was told last. */
  readonly vertices: readonly HistoryVertex[];
  /** All warnings, each once, in the order in which they came. */
  readonly warnings: readonly HistoryWarning[];
  /** The messages from which it was made. */
  readonly statuses: readonly ToldStatus[];
  readonly #logs: readonly ToldLog[];

  /** @throws TypeError when there is no progress in what is given */
  constructor(told: Told) {
    this.statuses = [...statusesIn(told)];
    const last = new Map<string, ToldVertex>();
    for (const vertex of this.statuses.flatMap(verticesOf)) {
      // Announcements of a vertex that is known may leave out what it depends on.
      const inputs = [...(vertex.inputs ?? [])];
      const before = last.get(vertex.digest ?? '')?.inputs ?? [];
      last.set(vertex.digest ?? '', { ...vertex, inputs: inputs.length > 0 ? inputs : before });
    }
    const nameOf = (digest: string | null | undefined): string => last.get(digest ?? '')?.name ?? digest ?? '';
    this.#logs = this.statuses.flatMap(({ logs }) => logs ?? []);
    this.warnings = distinct(
      this.statuses
        .flatMap(({ warnings }) => warnings ?? [])
        .map(({ vertex, level, short, detail, url }) => ({
          vertex: nameOf(vertex),
          level: Number(level ?? 0),
          short: text(short),
          detail: (detail ?? []).map(text),
          url: url ?? '',
        })),
    );
    this.vertices = [...last.values()].map(
      (vertex) =>
        new HistoryVertex(vertex, {
          inputs: (vertex.inputs ?? []).map(nameOf),
          warnings: this.warnings.filter((warning) => warning.vertex === (vertex.name ?? '')),
          logs: this.#logs.filter((log) => log.vertex === vertex.digest),
        }),
    );
  }

  /** The vertices that failed. */
  get failed(): readonly HistoryVertex[] {
    return this.vertices.filter(({ state }) => state === 'failed');
  }

  /** Everything that vertices wrote, in the order in which it came. */
  get output(): string {
    return textOf(this.#logs);
  }

  /** The first vertex of this name, or whose name the expression matches; undefined when there is none. */
  find(name: string | RegExp): HistoryVertex | undefined {
    return this.vertices.find((vertex) => isText(name, vertex.name));
  }

  /** The same. @throws NoVertexError that says which there are */
  vertex(name: string | RegExp): HistoryVertex {
    const found = this.find(name);
    if (found === undefined) throw new NoVertexError(this.#lacks(name));
    return found;
  }

  #lacks(name: string | RegExp): string {
    const names = this.vertices.map((vertex) => vertex.name);
    const wanted = shownText(name);
    const hint = typeof name === 'string' ? didYouMean(name, names) : '';
    if (names.length === 0) return `there is no vertex ${wanted}: none was told of`;
    return `there is no vertex ${wanted}${hint}; there are:\n${names.map((known) => `  ${known}\n`).join('')}`.trimEnd();
  }
}

/** The vertices of a message, by whichever name they have there. */
export function verticesOf({ vertices, vertexes }: ToldStatus): readonly ToldVertex[] {
  return vertices ?? vertexes ?? [];
}

function text(told: Uint8Array | string | null | undefined): string {
  return Buffer.from(bytesOf(told)).toString('utf8');
}

/** The same warning may come more than once. */
function distinct(warnings: readonly HistoryWarning[]): readonly HistoryWarning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}
