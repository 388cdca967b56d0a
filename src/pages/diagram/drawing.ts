import type { DrawnEntry } from './drawn-entry.js';

/** A vertical line of the diagram: a client, a call, or several calls that were not open at the same time. */
export type Column =
  | { readonly kind: 'client'; readonly client: number }
  | { readonly kind: 'calls'; readonly client: number; readonly calls: readonly Call[] };

export interface Call {
  readonly number: number;
  readonly rpc: string;
}

/** An entry, the columns between which it goes (-1 for a note, which goes nowhere), and those that are open meanwhile. */
export interface Row {
  readonly entry: DrawnEntry;
  readonly client: number;
  readonly lane: number;
  readonly open: readonly number[];
}

export interface Drawing {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** With more calls than this, a call takes the column of one that has ended. */
const mostColumnsOfTheirOwn = 14;
/** With more calls than this open at the same time, calls share columns. */
const mostColumns = 24;

/** Places everything of a journal: each client is followed by its calls. */
export function drawingOf(journal: readonly DrawnEntry[]): Drawing {
  const ofCalls = journal.filter((entry) => entry.kind !== 'note');
  const lanes = lanesOf(ofCalls);
  const columns = [...new Set(ofCalls.map(({ client }) => client))].flatMap((client): Column[] => [
    { kind: 'client', client },
    ...lanes.filter((lane) => lane.client === client).map(({ calls }) => ({ kind: 'calls' as const, client, calls })),
  ]);
  const columnOfClient = new Map<number, number>();
  const columnOfCall = new Map<number, number>();
  for (const [index, column] of columns.entries()) {
    if (column.kind === 'client') columnOfClient.set(column.client, index);
    else for (const { number } of column.calls) columnOfCall.set(number, index);
  }
  return { columns, rows: rowsOf(journal, columnOfClient, columnOfCall) };
}

function rowsOf(
  journal: readonly DrawnEntry[],
  columnOfClient: ReadonlyMap<number, number>,
  columnOfCall: ReadonlyMap<number, number>,
): Row[] {
  const openCalls = new Set<number>();
  return journal.map((entry) => {
    if (entry.kind !== 'note') openCalls.add(entry.call);
    const open = new Set([...openCalls].map((call) => columnOfCall.get(call) ?? 0));
    if (entry.kind === 'note') return { entry, client: -1, lane: -1, open: [...open] };
    if (entry.kind === 'status') openCalls.delete(entry.call);
    const [client = 0, lane = 0] = [columnOfClient.get(entry.client), columnOfCall.get(entry.call)];
    return { entry, client, lane, open: [...open] };
  });
}

interface Lane {
  readonly client: number;
  readonly calls: Call[];
  readonly open: Set<number>;
}

function lanesOf(journal: readonly DrawnEntry[]): Lane[] {
  const reuse = new Set(journal.map(({ call }) => call)).size > mostColumnsOfTheirOwn;
  const mostOfClient = Math.max(1, Math.floor(mostColumns / new Set(journal.map(({ client }) => client)).size));
  const lanes: Lane[] = [];
  const laneOf = new Map<number, Lane>();
  for (const { client, call, rpc, kind } of journal) {
    let lane = laneOf.get(call);
    if (lane === undefined) {
      const others = reuse ? lanes.filter((other) => other.client === client) : [];
      lane = others.find(({ open }) => open.size === 0) ?? others[Math.max(mostOfClient - 1, 0)];
      if (lane === undefined) {
        lane = { client, calls: [], open: new Set() };
        lanes.push(lane);
      }
      lane.calls.push({ number: call, rpc });
      lane.open.add(call);
      laneOf.set(call, lane);
    }
    if (kind === 'status') lane.open.delete(call);
  }
  return lanes;
}
