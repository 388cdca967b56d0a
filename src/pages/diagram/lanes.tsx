import type { VNode } from 'preact';

import type { Column, Row } from './drawing.js';
import type { DrawnEntry } from './drawn-entry.js';

const rowHeight = 30;
const middle = rowHeight / 2;
/** Further down than a row reaches: rows clip. */
const bottom = 9999;
const margin = 12;
const columnWidth = 26;
/** Between a client and its first call, so that the shortest arrow can be seen. */
const clientWidth = 44;

/** Where the columns of a diagram stand, in pixels. */
export class Geometry {
  readonly width: number;
  readonly columns: readonly Column[];
  readonly #x: readonly number[];

  constructor(columns: readonly Column[]) {
    let x = margin;
    this.columns = columns;
    this.#x = columns.map(({ kind }) => {
      const here = x;
      x += kind === 'client' ? clientWidth : columnWidth;
      return here;
    });
    this.width = (this.#x.at(-1) ?? 0) + margin;
  }

  x(column: number): number {
    return this.#x[column] ?? 0;
  }
}

/** The names of the columns, written aslant above them. */
export function LaneHeads({ geometry }: { readonly geometry: Geometry }): VNode {
  const names = geometry.columns.map(nameOf);
  const height = 22 + Math.max(...names.map((name) => name.length)) * 5;
  const overhang = height;
  return (
    <svg class="heads" aria-hidden="true" width={geometry.width + overhang} height={height}>
      {names.map((name, index) => (
        <text key={index} transform={`translate(${geometry.x(index) + 3} ${height - 4}) rotate(-45)`}>
          {name}
        </text>
      ))}
    </svg>
  );
}

function nameOf(column: Column): string {
  if (column.kind === 'client') return `client ${column.client}`;
  const [first, ...others] = column.calls;
  if (first === undefined) return '';
  return `#${first.number} ${first.rpc}${others.length === 0 ? '' : ` +${others.length}`}`;
}

/** The part of all lifelines beside one row, and its arrow. */
export function LaneRow({ row, geometry }: { readonly row: Row; readonly geometry: Geometry }): VNode {
  const { entry, client, lane, open } = row;
  return (
    <svg class="lanes" aria-hidden="true" width={geometry.width} height={rowHeight}>
      <Lifelines
        geometry={geometry}
        open={open}
        starts={entry.kind === 'open' ? lane : -1}
        ends={entry.kind === 'status' ? lane : -1}
      />
      <Arrow kind={entry.kind} from={geometry.x(client)} to={geometry.x(lane)} />
    </svg>
  );
}

/** The part of all lifelines beside a pause. */
export function LanePause({
  open,
  geometry,
}: {
  readonly open: readonly number[];
  readonly geometry: Geometry;
}): VNode {
  return (
    <svg class="lanes pause" aria-hidden="true" width={geometry.width} height={rowHeight}>
      <Lifelines geometry={geometry} open={open} starts={-1} ends={-1} />
    </svg>
  );
}

interface LifelinesProps {
  readonly geometry: Geometry;
  readonly open: readonly number[];
  readonly starts: number;
  readonly ends: number;
}

function Lifelines({ geometry, open, starts, ends }: LifelinesProps): VNode {
  const clients = geometry.columns.flatMap(({ kind }, index) => (kind === 'client' ? [index] : []));
  return (
    <>
      {clients.map((column) => (
        <line key={column} class="client" x1={geometry.x(column)} x2={geometry.x(column)} y2={bottom} />
      ))}
      {open.map((column) => (
        <line
          key={column}
          x1={geometry.x(column)}
          x2={geometry.x(column)}
          y1={column === starts ? middle : 0}
          y2={column === ends ? middle : bottom}
        />
      ))}
    </>
  );
}

interface ArrowProps {
  readonly kind: DrawnEntry['kind'];
  /** The client's lifeline. */
  readonly from: number;
  /** The call's. */
  readonly to: number;
}

const y = middle;

function Arrow({ kind, from, to }: ArrowProps): VNode | null {
  const toCall = `M${from} ${y}H${to - 2}M${to - 8} ${y - 4}L${to - 2} ${y}L${to - 8} ${y + 4}`;
  const clientsHead = `M${from + 8} ${y - 4}L${from + 2} ${y}L${from + 8} ${y + 4}`;
  const toClient = `M${to} ${y}H${from + 2}${clientsHead}`;
  switch (kind) {
    case 'note':
      return null;
    case 'open':
      return (
        <g class="arrow open">
          <path d={`M${from} ${y}H${to - 5}`} />
          <circle cx={to} cy={y} r="4" />
        </g>
      );
    case 'request':
      return <path class="arrow sent" d={toCall} />;
    case 'half-close':
      return <path class="arrow half-close" d={`M${from} ${y}H${to - 4}M${to - 4} ${y - 5}V${y + 5}`} />;
    case 'cancel':
      return <path class="arrow cancel" d={`M${from} ${y}H${to}M${to - 4} ${y - 4}l8 8m0 -8l-8 8`} />;
    case 'response':
      return <path class="arrow received" d={toClient} />;
    case 'undecodable':
      return <path class="arrow undecodable" d={toClient} />;
    case 'status':
      return (
        <g class="arrow status">
          <path class="dashed" d={`M${to} ${y}H${from + 2}`} />
          <path d={clientsHead} />
          <rect x={to - 4} y={y - 4} width="8" height="8" />
        </g>
      );
  }
}
