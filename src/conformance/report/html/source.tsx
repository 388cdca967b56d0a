import type { ComponentChildren, VNode } from 'preact';

/** Where in the page a section of `docs/real-controller.md` is shown. */
export function anchorOf(section: string): string {
  return `source-${section}`;
}

/** The numbers of the sections that a source names. */
export function sectionsIn(source: string): string[] {
  return [...source.matchAll(/§(\d+(?:\.\d+)*)/g)].map(([, section = '']) => section);
}

/** A source, with links to what it names: a section that the page shows, or an upstream thread. */
export function Source({ text, shown }: { readonly text: string; readonly shown: ReadonlySet<string> }): VNode {
  const parts = text.split(/(§\d+(?:\.\d+)*|https:\/\/[^\s,;)]+)/);
  return <span class="source">{parts.map((part) => linked(part, shown))}</span>;
}

function linked(part: string, shown: ReadonlySet<string>): ComponentChildren {
  if (part.startsWith('§') && shown.has(part.slice(1))) return <a href={`#${anchorOf(part.slice(1))}`}>{part}</a>;
  if (part.startsWith('https://')) {
    return (
      <a href={part} rel="noopener noreferrer">
        {part.replace('https://', '')}
      </a>
    );
  }
  return part;
}
