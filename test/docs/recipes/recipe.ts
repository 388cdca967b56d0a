import { namedPaths } from '../named-paths.js';

/** A code block of a step, and what is to be done with it. */
export type Block =
  /** A change of a file, with lines that stay around it. */
  | { readonly kind: 'change'; readonly file: string; readonly lines: readonly string[] }
  /** The whole of a new file. */
  | { readonly kind: 'new'; readonly file: string; readonly text: string }
  | { readonly kind: 'commands'; readonly commands: readonly string[] };

/** A numbered step of a recipe. */
export interface Step {
  /** As it stands in the page, with its number. */
  readonly says: string;
  readonly blocks: readonly Block[];
}

export interface Recipe {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** The recipes of a page: its sections that have numbered steps. */
export function recipesOf(page: string): readonly Recipe[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...rest] = section.split('\n');
      const parts = rest.join('\n').split(/^(?=\d+\. )/m);
      return { title, steps: parts.filter((part) => /^\d+\. /.test(part)).map(stepOf) };
    });
}

/** The file of a block is the first that its step names; a folder is none. */
function stepOf(part: string): Step {
  const [says = ''] = part.split('\n');
  const blocks = [...part.matchAll(/^ {3}```(\w+)\n([^]*?)^ {3}```$/gm)].map(([, language, body]): Block => {
    const lines = body!.split('\n').map((line) => line.slice(3));
    lines.pop();
    if (language === 'sh') return { kind: 'commands', commands: lines };
    const file = namedPaths(says).find((path) => !path.endsWith('/')) ?? '';
    return language === 'diff' ? { kind: 'change', file, lines } : { kind: 'new', file, text: `${lines.join('\n')}\n` };
  });
  return { says, blocks };
}

/**
 * A text with a change made in it.
 * @throws Error unless the lines that stay or go are there exactly once
 */
export function changed(text: string, { file, lines }: Extract<Block, { kind: 'change' }>): string {
  const [before, after] = ['+', '-'].map((other) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => `${line.slice(1)}\n`)
      .join(''),
  ) as [string, string];
  const found = `\n${text}`.split(`\n${before}`);
  if (found.length !== 2) throw new Error(`${file} has ${found.length - 1} times what is to be changed:\n${before}`);
  return `${found[0]!}\n${after}${found[1]!}`.slice(1);
}
