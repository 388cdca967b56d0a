import { cpSync, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { addressOf, root } from './pages.js';

/** Files that pages link to and that are no pages, such as a scenario: they are put into the site as they are. */
const linkedFiles = new Set();

/**
 * Pages link to each other by the paths of their files, so that the links hold in the repository and in the package, too.
 * For the site this makes them addresses in it.
 */
export function linksToFiles(md) {
  md.core.ruler.push('links-to-files', ({ tokens, env }) => {
    for (const { children } of tokens)
      for (const token of children ?? []) {
        const href = token.attrGet('href');
        if (token.type === 'link_open' && href !== null) token.attrSet('href', inTheSite(href, fileOf(env)));
      }
  });
}

export function copyLinkedFiles(directory) {
  for (const file of linkedFiles) cpSync(path.join(root, file), path.join(directory, file));
}

function fileOf({ realPath, path: place }) {
  return path.relative(root, realPath ?? place);
}

function inTheSite(href, page) {
  // Addresses of other hosts, places in the page itself, and the reference, which is made after all pages.
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [, link, anchor] = /^([^#]*)(.*)$/.exec(href);
  const linked = path.join(path.dirname(page), decodeURI(link)).replace(/\/$/, '');
  const file = isDirectory(linked) ? `${linked}/README.md` : linked;
  if (!existsSync(path.join(root, file))) throw new Error(`${page} links to ${href}, but there is no ${file}`);
  if (file.endsWith('.md')) return `${addressOf(file)}${anchor}`;
  linkedFiles.add(file);
  return `/${file}`;
}

function isDirectory(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.isDirectory() ?? false;
}
