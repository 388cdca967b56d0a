import type { VNode } from 'preact';
import type { DrawnEntry } from './drawn-entry.js';

import { milliseconds } from '../milliseconds.js';
import { drawingOf, type Row } from './drawing.js';
import { type Detail, EntryLine } from './entry-line.js';
import { Geometry, LaneHeads, LanePause, LaneRow } from './lanes.js';
import { type Item, outlineOf } from './outline.js';

export interface DiagramProps {
  /** What it is about: unique in the page, and shown. */
  readonly id: string;
  readonly journal: readonly DrawnEntry[];
  /** So many entries are shown, from both ends. */
  readonly most: number;
  readonly detail: Detail;
}

/** Times from here on need a wider column. */
const longTimeMs = 100_000;

/** What went over all streams: a lane for each call, time downwards. */
export function Diagram({ id, journal, most, detail }: DiagramProps): VNode {
  const { columns, rows } = drawingOf(journal);
  const geometry = new Geometry(columns);
  const isLong = (journal.at(-1)?.time ?? 0) >= longTimeMs;
  const half = Math.floor(most / 2);
  const parts = rows.length <= most ? [rows] : [rows.slice(0, half), rows.slice(-half)];
  return (
    <>
      <a class="skip" href={`#after-diagram-${id}`}>
        Skip this diagram
      </a>
      <div
        class={isLong ? 'diagram long' : 'diagram'}
        tabIndex={0}
        role="region"
        aria-label={`Messages of ${id}, by time and call`}
      >
        <div class="head">
          <span class="time">ms</span>
          <LaneHeads geometry={geometry} />
        </div>
        {parts.map((part, index) => (
          <>
            {index > 0 && (
              <p class="left-out">
                {rows.length - 2 * half} events are left out here; {detail.whole} has all.
              </p>
            )}
            <Events key={index} items={outlineOf(part)} geometry={geometry} detail={detail} />
          </>
        ))}
      </div>
      <span id={`after-diagram-${id}`} tabIndex={-1} />
    </>
  );
}

interface EventsProps {
  readonly items: readonly Item[];
  readonly geometry: Geometry;
  readonly detail: Detail;
}

function Events({ items, geometry, detail }: EventsProps): VNode {
  return (
    <ol class="events">
      {items.map((item, index) => (
        <Event key={index} item={item} geometry={geometry} detail={detail} />
      ))}
    </ol>
  );
}

interface EventProps extends Omit<EventsProps, 'items'> {
  readonly item: Item;
}

function Event({ item, geometry, detail }: EventProps): VNode {
  switch (item.kind) {
    case 'row':
      return (
        <li class={`event ${item.row.entry.kind}`} data-at={item.row.entry.time}>
          <span class="time">{milliseconds(item.row.entry.time)}</span>
          <LaneRow row={item.row} geometry={geometry} />
          <EntryLine entry={item.row.entry} detail={detail} />
        </li>
      );
    case 'pause':
      return (
        <li class="event gap">
          <span class="time" />
          <LanePause open={item.open} geometry={geometry} />
          <div class="line">{milliseconds(item.ms)} ms later</div>
        </li>
      );
    case 'folded':
      return (
        <li class="folded">
          <details>
            <summary>{foldLabel(item.rows, item.alike)}</summary>
            <Events items={item.items} geometry={geometry} detail={detail} />
          </details>
        </li>
      );
  }
}

function foldLabel(rows: readonly Row[], alike: boolean): string {
  const first = rows[0]?.entry;
  const last = rows.at(-1)?.entry;
  if (first === undefined || last === undefined) return '';
  const what = alike ? `more messages ${first.kind === 'request' ? 'sent' : 'received'}` : 'more events';
  const calls = [...new Set(rows.flatMap(({ entry }) => (entry.kind === 'note' ? [] : `#${entry.call} ${entry.rpc}`)))];
  const named = calls.length > 4 ? `${calls.length} calls` : calls.join(', ');
  return `${rows.length} ${what} on ${named}, ${milliseconds(first.time)} to ${milliseconds(last.time)} ms`;
}
