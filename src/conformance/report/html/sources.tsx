import type { VNode } from 'preact';
import type { CitedSection } from './cited-sections.js';
import { anchorOf } from './source.js';

/** The sections that the requirements come from, to be read where they are cited. */
export function Sources({ sections }: { readonly sections: readonly CitedSection[] }): VNode | null {
  if (sections.length === 0) return null;
  return (
    <section class="sources" aria-labelledby="sources">
      <h2 id="sources">Sources</h2>
      <p>From the project&rsquo;s description of the real controller, docs/real-controller.md.</p>
      {sections.map(({ number, title, html }) => (
        <details key={number}>
          <summary>
            <h3 id={anchorOf(number)}>
              §{number} {title.replaceAll('`', '')}
            </h3>
          </summary>
          {/* biome-ignore lint: made from the project's own document */}
          <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
        </details>
      ))}
    </section>
  );
}
