import type { VNode } from 'preact';
import type { Cause, Diagnosis } from '../../engine/diagnosis.js';
import { causeDetails, causeSentences } from '../diagnosis-text.js';
import { caseAnchor } from './case.js';

/** The violations, grouped by what may be their one cause. */
export function Causes({ diagnosis }: { readonly diagnosis: Diagnosis }): VNode {
  return (
    <section class="causes" aria-labelledby="causes">
      <h2 id="causes">Likely causes</h2>
      <ol>
        {causeSentences(diagnosis).map((sentence, index) => (
          <li key={sentence}>
            <strong>{sentence}.</strong>
            <Details cause={diagnosis.causes[index]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Details({ cause }: { readonly cause: Cause | undefined }): VNode | null {
  if (cause === undefined) return null;
  return (
    <>
      {causeDetails(cause).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        <a href={`#${caseAnchor(cause.shortest)}`}>The counterexample of {cause.shortest}</a>
      </p>
    </>
  );
}
