import type { ComponentChildren, VNode } from 'preact';
import type { Counterexample, Report, Reruns, RequirementReport } from '../../engine/report.js';
import type { Extent } from './extent.js';
import { Diagram } from '../../../pages/diagram/diagram.js';
import { milliseconds } from '../../../pages/milliseconds.js';
import { replayCommand } from './replay-command.js';
import { Source } from './source.js';
import { toneOf } from './tone.js';
import { VerdictBadge } from './verdict-mark.js';

/** So many steps are shown at once. */
const mostSteps = 40;

export interface CaseProps {
  readonly report: Report;
  readonly requirement: RequirementReport;
  readonly counterexample: Counterexample;
  readonly command: string;
  readonly sections: ReadonlySet<string>;
  readonly extent: Extent;
  readonly open: boolean;
}

/** Where the case of a requirement is in the page. */
export function caseAnchor(id: string): string {
  return `case-${id}`;
}

/** One counterexample: what was wrong, the shortest way to it, and how to see it again. */
export function Case({ report, requirement, counterexample, command, sections, extent, open }: CaseProps): VNode {
  const { id, level, verdict, title } = requirement;
  const tone = toneOf(requirement, report);
  return (
    <details class={`case tone-${tone}`} open={open}>
      <summary>
        <h3 id={caseAnchor(id)}>
          <span class="id">{id}</span> <VerdictBadge verdict={verdict} tone={tone} /> <span class="level">{level}</span>
          <span class="title">{title}</span>
        </h3>
      </summary>
      <div class="content">
        <Facts requirement={requirement} counterexample={counterexample} sections={sections} />
        <section class="replay" aria-label={`Command that shows ${id} again`}>
          <h4>See it again</h4>
          <div class="command">
            <pre tabIndex={0}>{replayCommand(command, id, counterexample)}</pre>
            <button type="button" data-copies hidden>
              Copy
            </button>
          </div>
        </section>
        <Steps steps={counterexample.steps} />
        <section class="messages" aria-label={`Messages of ${id}`}>
          <h4>Messages</h4>
          {counterexample.journal.length === 0 ? (
            <p class="none">No message was exchanged.</p>
          ) : (
            <Diagram id={id} journal={counterexample.journal} most={extent.mostEntries} detail={extent} />
          )}
        </section>
        <p class="back">
          <a href={`#${id}`}>{id} in the list of requirements</a>
        </p>
      </div>
    </details>
  );
}

interface FactsProps {
  readonly requirement: RequirementReport;
  readonly counterexample: Counterexample;
  readonly sections: ReadonlySet<string>;
}

function Facts({ requirement, counterexample, sections }: FactsProps): VNode {
  const { verdict, reason, source } = requirement;
  const { what, expected, seen, value, reruns, tookMs, schedule, flaky } = counterexample;
  return (
    <>
      <dl class="comparison">
        <Fact name="Looked at">{what}</Fact>
        <Fact name="Expected">
          <pre tabIndex={0}>{expected}</pre>
        </Fact>
        <Fact name="Seen">
          <pre tabIndex={0}>{seen}</pre>
        </Fact>
        {value !== null && (
          <Fact name="Input">
            <pre tabIndex={0}>{value}</pre>
          </Fact>
        )}
      </dl>
      <dl class="about">
        {verdict !== 'violated' && reason !== undefined && <Fact name="Why">{reason}</Fact>}
        <Fact name="Source">
          <Source text={source} shown={sections} />
        </Fact>
        {reruns !== undefined && <Fact name="Run again">{rerunsInWords(reruns)}</Fact>}
        {flaky !== undefined && <Fact name="Flaky">{flaky}</Fact>}
        {tookMs !== undefined && <Fact name="Found out after">{milliseconds(tookMs)} ms</Fact>}
        {schedule !== undefined && schedule.length > 0 && (
          <Fact name="Order of events">
            <details>
              <summary>{schedule.length} choices</summary>
              <pre tabIndex={0}>{schedule.join('\n')}</pre>
            </details>
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function rerunsInWords({ failed, of }: Reruns): string {
  const times = `${failed} of ${of} times it failed again`;
  return failed === of ? `${times}.` : `${times}: a race.`;
}

function Steps({ steps }: { readonly steps: readonly string[] }): VNode {
  const rest = steps.slice(mostSteps);
  return (
    <section class="steps">
      <h4>Steps</h4>
      {steps.length === 0 ? (
        <p class="none">Nothing was sent.</p>
      ) : (
        <ol>
          {steps.slice(0, mostSteps).map((step, index) => (
            <li key={index}>{step}</li>
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more steps</summary>
          <ol start={mostSteps + 1}>
            {rest.map((step, index) => (
              <li key={index}>{step}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
