import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What of the repository is no page; all other Markdown is. */
export const noPages = ['!(docs|examples|site)/**/*.md', '!(CHANGELOG|CONTRIBUTING).md'];

/** Where a page stands in the site, by the path of its file in the repository. */
export function placeOf(file) {
  return file.replace(/^(docs|site)\//, '').replace(/README\.md$/, 'index.md');
}

/** The address of a page in the site. */
export function addressOf(file) {
  return `/${placeOf(file)}`.replace(/index\.md$/, '').replace(/\.md$/, '.html');
}

/** The heading of a page, as its name in lists of pages. */
export function headingOf(file) {
  const [, heading] = /^# (.+)$/m.exec(readFileSync(path.join(root, file), 'utf8')) ?? [];
  if (heading === undefined) throw new Error(`${file} has no heading of the first level`);
  return heading;
}
