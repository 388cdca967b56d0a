import type { VNode } from 'preact';
import { readAsset } from '../../pages/asset.js';
import { Diagram } from '../../pages/diagram/diagram.js';
import { drawnEntries } from '../../pages/diagram/drawn-entry.js';
import { milliseconds } from '../../pages/milliseconds.js';
import { ThemeChoice } from '../../pages/theme-choice.js';
import type { Trace } from '../trace.js';
import { stateOf } from '../vertex-state.js';
import { Chart } from './chart.js';
import { Graph } from './graph.js';

/** So many events are in the page, from both ends, so that it opens promptly. */
const mostEntries = 12_000;
/** Of all messages together. */
const mostText = 6_000_000;

/** The whole document. It asks for nothing from anywhere, and its policy would not let it. */
export function TracePage({ trace }: { readonly trace: Trace }): VNode {
  const styles = [readAsset('page.css'), readAsset('trace.css')];
  const scripts = [readAsset('page.js'), readAsset('trace.js')];
  const policy = [
    "default-src 'none'",
    `style-src ${styles.map(({ policySource }) => policySource).join(' ')}`,
    `script-src ${scripts.map(({ policySource }) => policySource).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`Trace of ${trace.title}`}</title>
        <link rel="icon" href="data:," />
        {styles.map(({ text }, index) => (
          <style key={index} dangerouslySetInnerHTML={{ __html: text }} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the chart
        </a>
        <Masthead trace={trace} />
        <main id="main" tabIndex={-1}>
          <Tools trace={trace} />
          <h2>Time</h2>
          {trace.builds.length === 0 && trace.entries.length === 0 && <p class="none">Nothing happened.</p>}
          {trace.durationMs > 0 || trace.builds.length > 0 || trace.entries.length > 0 ? <Chart trace={trace} /> : null}
          {trace.builds.map((build, index) => (
            <section key={index}>
              <h2>{build.ref === '' ? 'Graph' : `Graph of ${build.ref}`}</h2>
              <Graph build={build} index={index} />
            </section>
          ))}
          {trace.entries.length > 0 && <Messages trace={trace} />}
        </main>
        {scripts.map(({ text }, index) => (
          <script key={index} dangerouslySetInnerHTML={{ __html: text }} />
        ))}
      </body>
    </html>
  );
}

function Masthead({ trace }: { readonly trace: Trace }): VNode {
  const vertices = trace.builds.flatMap((build) => build.vertices);
  const failed = vertices.filter((vertex) => stateOf(vertex).word === 'failed');
  const calls = new Set(trace.entries.flatMap(({ call }) => call ?? [])).size;
  const facts: readonly (readonly [string, string])[] = [
    ['Took', `${milliseconds(trace.durationMs)} ms`],
    ['Builds', String(trace.builds.length)],
    ['Vertices', String(vertices.length)],
    ['Calls', String(calls)],
    ['Events on them', String(trace.entries.length)],
  ];
  return (
    <header class="masthead">
      <div class="above">
        <p class="product">buildx-testkit trace</p>
        <ThemeChoice />
      </div>
      <h1>{trace.title}</h1>
      {failed.map(({ digest, name, error }) => (
        <p key={digest} class="early">
          {name}: {error}
        </p>
      ))}
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

/** What takes scripts: it is shown by them. */
function Tools({ trace }: { readonly trace: Trace }): VNode {
  return (
    <div class="tools" data-tools hidden>
      <label>
        Search <input type="search" name="words" />
      </label>
      <label class="moment">
        Moment{' '}
        <input
          type="range"
          name="moment"
          min="0"
          max={Math.max(Math.ceil(trace.durationMs), 1)}
          value={Math.max(Math.ceil(trace.durationMs), 1)}
        />
      </label>
      <output name="now">all of it</output>
      <button type="button" data-plays>
        Play
      </button>
      <p class="spoken" role="status" data-found-count />
    </div>
  );
}

function Messages({ trace }: { readonly trace: Trace }): VNode {
  const shown = Math.min(trace.entries.length, mostEntries);
  const detail = {
    whole: 'the journal',
    mostText: Math.max(200, Math.min(6000, Math.floor(mostText / shown))),
    mostBytes: 512,
  };
  return (
    <section>
      <h2>Messages</h2>
      <Diagram id="trace" journal={drawnEntries(trace.entries)} most={mostEntries} detail={detail} />
    </section>
  );
}
