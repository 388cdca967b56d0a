import type { ProgressEvent, ProgressVertex } from '../../../../src/index.js';

/** What comes before and after the graph. In which order the graph itself is told is left to chance, and
 * so is when a cache is read. */
const beside =
  /^\[(?:internal|context [^\]]*)\] load (?:build definition|metadata|\.dockerignore)|^(?:exporting|resolving)/;

interface Shown {
  name: string;
  inputs: readonly string[];
  cached: boolean;
  completed: number;
  running: boolean;
  error: string;
  readonly statuses: Map<string, string>;
  readonly logs: Map<number, string>;
  readonly warnings: string[];
}

/**
 * What progress told of each vertex when all was over, without times.
 * @param parallel whether builds share vertexes: chance says whose name each has and how often it begins, so it counts
 * only what is done
 */
export function progressFacts(events: readonly ProgressEvent[], parallel: boolean): readonly string[] {
  const shown = shownIn(events);
  if (parallel) return [...new Set([...shown.values()].map(deed))].toSorted();
  const names = new Map([...shown].map(([digest, { name }]) => [digest, name]));
  const facts = [...shown.values()].map((vertex) => vertexFacts(vertex, names));
  const order = [...shown.values()].flatMap(({ name }) => (name.startsWith('importing ') ? [] : [name]));
  const graph = order.findIndex((name) => !beside.test(name));
  const all = facts.toSorted((one, other) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1)).flat();
  const before = order.slice(0, graph < 0 ? order.length : graph).toSorted();
  const after = order.filter((name) => name !== '' && beside.test(name) && !before.includes(name));
  return [
    ...before.map((name) => `before the graph: ${name}`),
    ...(after.length === 0 ? [] : [`after the graph: ${after.join(' | ')}`]),
    ...all,
  ];
}

function deed({ name, error }: Shown): string {
  const done = name.replace(/^\[[^\]]*\] /, '');
  return error === '' ? `step ${done}` : `step ${done}: fails: ${error}`;
}

function shownIn(events: readonly ProgressEvent[]): ReadonlyMap<string, Shown> {
  const shown = new Map<string, Shown>();
  const at = (digest: string): Shown => {
    const known = shown.get(digest);
    if (known !== undefined) return known;
    const made: Shown = {
      name: '',
      inputs: [],
      cached: false,
      completed: 0,
      running: false,
      error: '',
      statuses: new Map(),
      logs: new Map(),
      warnings: [],
    };
    shown.set(digest, made);
    return made;
  };
  for (const { vertexes = [], statuses = [], logs = [], warnings = [] } of events) {
    for (const vertex of vertexes) take(at(vertex.digest), vertex);
    for (const { vertex = '', id, name = '', current = 0, total = 0, completed } of statuses) {
      const size = total > 0 ? `${current}/${total}` : String(current);
      const told = name === '' || name === id ? '' : ` (${name})`;
      at(vertex).statuses.set(id, `${id}${told} ${size}${completed === undefined ? ', not completed' : ''}`);
    }
    for (const { vertex = '', stream = 0, data } of logs) {
      const log = at(vertex).logs;
      log.set(stream, (log.get(stream) ?? '') + Buffer.from(data, 'base64').toString());
    }
    for (const { vertex = '', level = 0, short = '', detail = [], url = '' } of warnings) {
      const texts = [short, ...detail].map((text) => Buffer.from(text, 'base64').toString());
      at(vertex).warnings.push(`${level} ${texts.join(' / ')} ${url}`.trimEnd());
    }
  }
  return shown;
}

function take(shown: Shown, vertex: ProgressVertex): void {
  shown.name = vertex.name ?? shown.name;
  shown.inputs = vertex.inputs ?? shown.inputs;
  shown.cached = vertex.cached ?? shown.cached;
  shown.error = vertex.error ?? shown.error;
  if (vertex.started !== undefined && vertex.completed === undefined) shown.running = true;
  if (vertex.completed !== undefined) {
    shown.running = false;
    shown.completed++;
  }
}

function vertexFacts(vertex: Shown, names: ReadonlyMap<string, string>): readonly string[] {
  const { name, inputs, cached, completed, running, error, statuses, logs, warnings } = vertex;
  const state = running ? 'is running' : `completes ${completed} times`;
  const of = `vertex ${name}`;
  return [
    `${of}: ${cached ? 'is cached' : state}`,
    ...inputs.map((digest) => `${of}: comes after ${names.get(digest) ?? 'a vertex that is not shown'}`),
    ...(error === '' ? [] : [`${of}: fails: ${error}`]),
    ...[...statuses.values()].map((status) => `${of}: status ${status}`),
    ...[...logs].map(([stream, text]) => `${of}: log ${stream} ${JSON.stringify(text)}`),
    ...warnings.map((warning) => `${of}: warns ${warning}`),
  ];
}
