import type { VNode } from 'preact';
import type { Report } from '../../engine/report.js';
import { misfitLines } from '../misfit-lines.js';
import { milliseconds } from '../../../pages/milliseconds.js';
import { outcomeOf } from './outcome.js';
import { ThemeChoice } from '../../../pages/theme-choice.js';

/** What was tested and how, and what came of it. */
export function Masthead({ report }: { readonly report: Report }): VNode {
  const { word, sentence, tone } = outcomeOf(report);
  return (
    <header class="masthead">
      <div class="above">
        <p class="product">buildx-testkit conformance</p>
        <ThemeChoice />
      </div>
      <h1>
        <span class="kind">{report.target.kind}</span> {report.target.address}
      </h1>
      <p class={`outcome tone-${tone}`}>
        <strong>{word}.</strong> {sentence}
      </p>
      {report.endedEarly !== undefined && <p class="early">The run ended early: {report.endedEarly.reason}</p>}
      {report.revisionDoubt !== undefined && <p class="early">{report.revisionDoubt}</p>}
      {report.hanging !== undefined && <p class="early">{report.hanging}</p>}
      {report.flaky !== undefined && <p class="early">{report.flaky}</p>}
      {misfitLines(report.misfits ?? []).map((line) => (
        <p class="early" key={line}>
          {line}
        </p>
      ))}
      <dl class="facts">
        {factsOf(report).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function factsOf(report: Report): (readonly [string, string])[] {
  const { target, revision, quirks, seed, startedAt, durationMs, strict, shard, rounds } = report;
  const { package: name, version, revision: commit } = target.info;
  return [
    ['Says it is', `${name} ${version} ${commit}`],
    ['Revision', revision],
    ...(quirks === null ? [] : [['Quirks', [quirks].flat().join(', ') || 'none'] as const]),
    ['Seed', String(seed)],
    ['Violated SHOULD', strict ? 'fails the run (strict)' : 'shown, not judged'],
    ...(shard === undefined
      ? []
      : [
          [
            'Shard',
            `${shard.index} of ${shard.of}, which have ${shard.selected.length} requirements together`,
          ] as const,
        ]),
    ...(rounds === undefined ? [] : [['Rounds', String(rounds)] as const]),
    ['Started', startedAt],
    ['Took', `${milliseconds(durationMs / 1000)} s`],
  ];
}
