import type { ComponentChildren, VNode } from 'preact';
import { milliseconds } from '../../pages/milliseconds.js';
import type { Trace, TracedVertex } from '../trace.js';
import { stateOf, tookMs } from '../vertex-state.js';
import { vertexAnchor } from './anchors.js';
import { type CallLine, callLines } from './call-lines.js';

/** How much of a vertex's logs is in the page, in characters, from their end. */
const mostLog = 20_000;
const widths = [1, 4, 16, 64];

interface AxisProps {
  /** What the whole width is, in milliseconds. */
  readonly whole: number;
}

/** Vertices and calls on one axis of time: when each ran, and what was told of it. */
export function Chart({ trace }: { readonly trace: Trace }): VNode {
  const whole = Math.max(trace.durationMs, 1);
  const calls = callLines(trace.entries, whole);
  return (
    <div class="chart">
      <fieldset class="themes zoom">
        <legend>Width of the chart</legend>
        {widths.map((width) => (
          <label key={width}>
            <input type="radio" name="zoom" id={`zoom-${width}`} value={width} checked={width === 1} />
            <span>×{width}</span>
          </label>
        ))}
      </fieldset>
      <div class="scrolled" tabIndex={0} role="region" aria-label="Vertices and calls by time">
        <div class="rows">
          <Axis whole={whole} />
          {trace.builds.map((build, index) => (
            <section key={index} aria-label={build.ref === '' ? 'Vertices' : `Vertices of ${build.ref}`}>
              {trace.builds.length > 1 && <h3 class="ref">{build.ref}</h3>}
              {build.vertices.map((vertex, at) => (
                <VertexRow key={vertex.digest} vertex={vertex} anchor={vertexAnchor(index, at)} whole={whole} />
              ))}
            </section>
          ))}
          {calls.length > 0 && (
            <section aria-label="Calls">
              <h3 class="ref">Calls</h3>
              {calls.map((call) => (
                <CallRow key={call.number} call={call} whole={whole} />
              ))}
            </section>
          )}
        </div>
      </div>
    </div>
  );
}

function Axis({ whole }: AxisProps): VNode {
  return (
    <div class="row axis" aria-hidden="true">
      <span class="name">ms</span>
      <svg class="track" height="20">
        {[0, 25, 50, 75, 100].map((percent) => (
          <text
            key={percent}
            x={`${percent}%`}
            y="14"
            text-anchor={percent === 0 ? 'start' : percent === 100 ? 'end' : 'middle'}
          >
            {milliseconds((whole * percent) / 100)}
          </text>
        ))}
      </svg>
    </div>
  );
}

interface VertexRowProps extends AxisProps {
  readonly vertex: TracedVertex;
  readonly anchor: string;
}

function VertexRow({ vertex, anchor, whole }: VertexRowProps): VNode {
  const { word, tone } = stateOf(vertex);
  const [first] = vertex.runs;
  const took = first === undefined ? '' : `, ${milliseconds(tookMs(vertex, whole))} ms`;
  return (
    <details class={`vertex tone-${tone}`} id={anchor} data-at={first?.from ?? whole} data-found>
      <summary class="row">
        <span class="name">{vertex.name}</span>
        <svg class="track" height="22" aria-hidden="true">
          {vertex.runs.map(({ from, to = whole }, index) => (
            <rect
              key={index}
              x={percent(from, whole)}
              y="5"
              width={percent(Math.max(to - from, 0), whole)}
              height="12"
            />
          ))}
          {vertex.runs.map(({ from }, index) => (
            <rect key={index} class="start" x={percent(from, whole)} y="3" width="2" height="16" />
          ))}
        </svg>
        <span class="spoken">
          {word}
          {took}
        </span>
      </summary>
      <div class="told">
        <p>
          <strong>{word}</strong>
          {took}
          {first !== undefined && `, from ${milliseconds(first.from)} ms`}
        </p>
        {vertex.error !== '' && (
          <pre class="error" tabIndex={0}>
            {vertex.error}
          </pre>
        )}
        {vertex.warnings.map((warning) => (
          <p key={warning} class="warning">
            Warning: {warning}
          </p>
        ))}
        <Progress vertex={vertex} />
        <Logs vertex={vertex} />
      </div>
    </details>
  );
}

function Progress({ vertex: { progress } }: { readonly vertex: TracedVertex }): VNode | null {
  if (progress.length === 0) return null;
  return (
    <ul class="progress">
      {progress.map(({ name, current, total }, index) => (
        <li key={index}>
          <code>{name}</code> {total > 0 ? `${current} of ${total}` : current > 0 ? current : ''}
        </li>
      ))}
    </ul>
  );
}

function Logs({ vertex: { logs } }: { readonly vertex: TracedVertex }): VNode | null {
  if (logs.length === 0) return null;
  const length = logs.reduce((sum, { text }) => sum + text.length, 0);
  let left = mostLog;
  const shown: ComponentChildren[] = [];
  for (const [index, { text, stream, time }] of [...logs.entries()].toReversed()) {
    if (left <= 0) break;
    const part = text.slice(-left);
    left -= part.length;
    shown.unshift(
      <span key={index} class={stream === 2 ? 'err' : 'out'} title={`${milliseconds(time)} ms`}>
        {part}
      </span>,
    );
  }
  return (
    <>
      {length > mostLog && (
        <p class="none">
          The last {mostLog} of {length} characters:
        </p>
      )}
      <pre class="log" tabIndex={0} aria-label="What it printed">
        {shown}
      </pre>
    </>
  );
}

function CallRow({ call, whole }: AxisProps & { readonly call: CallLine }): VNode {
  const { number, rpc, from, to, requests, responses, ending } = call;
  return (
    <div class={`row call ${ending === 'OK' ? '' : 'tone-bad'}`} data-at={from} data-found>
      <span class="name">
        #{number} {rpc}
      </span>
      <svg class="track" height="22" role="img" aria-label={call.summary}>
        <line x1={percent(from, whole)} x2={percent(to, whole)} y1="11" y2="11" />
        {requests.map((time) => (
          <rect key={time} class="sent" x={percent(time, whole)} y="2" width="2" height="9" />
        ))}
        {responses.map((time) => (
          <rect key={time} class="received" x={percent(time, whole)} y="11" width="2" height="9" />
        ))}
      </svg>
    </div>
  );
}

function percent(time: number, whole: number): string {
  return `${Math.round((time / whole) * 100_000) / 1000}%`;
}
