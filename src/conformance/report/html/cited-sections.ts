import { readFileSync } from 'node:fs';
import { Marked, type Tokens } from 'marked';
import { packageFile } from '../../../package/installed.js';
import { anchorOf } from './source.js';

/** A section of `docs/real-controller.md`, without its subsections that have a number of their own. */
export interface CitedSection {
  readonly number: string;
  readonly title: string;
  /** The section as HTML. It is made from the project's own text, so it can be put into the page as it is. */
  readonly html: string;
}

/** The sections with these numbers that exist, in the order of the document. */
export function citedSections(numbers: ReadonlySet<string>): CitedSection[] {
  if (numbers.size === 0) return [];
  const found = readFileSync(packageFile('docs', 'real-controller.md'), 'utf8')
    .split(/^(?=#{2,3} \d)/m)
    .flatMap((text) => {
      const [, number = '', title = '', body = ''] = /^#+ (\d+(?:\.\d+)*)\.? (.*)\n([\s\S]*)$/.exec(text) ?? [];
      return numbers.has(number) ? [{ number, title, body }] : [];
    });
  const shown = new Set(found.map(({ number }) => number));
  const markdown = markdownFor(shown);
  return found.map(({ number, title, body }) => ({ number, title, html: markdown.parse(body, { async: false }) }));
}

function markdownFor(shown: ReadonlySet<string>): Marked {
  return new Marked({
    renderer: {
      heading({ tokens }: Tokens.Heading): string {
        return `<h4>${this.parser.parseInline(tokens)}</h4>`;
      },
      // Links to what is not in the page become plain text.
      link({ href, text, tokens }: Tokens.Link): string {
        const inner = this.parser.parseInline(tokens);
        const section = /^§(\d+(?:\.\d+)*)/.exec(text)?.[1];
        if (section !== undefined && shown.has(section)) return `<a href="#${anchorOf(section)}">${inner}</a>`;
        return href.startsWith('https://') ? `<a href="${href}" rel="noopener noreferrer">${inner}</a>` : inner;
      },
      // A word in angle brackets is a placeholder, and no HTML.
      html({ text }: Tokens.HTML | Tokens.Tag): string {
        return text.replaceAll('<', '&lt;');
      },
      table(token: Tokens.Table): string {
        const row = (cells: readonly Tokens.TableCell[], tag: string): string =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        const body = token.rows.map((cells) => row(cells, 'td')).join('');
        return `<div class="wide" tabindex="0" role="region" aria-label="Table"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
}
