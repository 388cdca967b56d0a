/**
 * Holds the site, as it was built, to three promises: each page has what it is about; each link leads to a page, a file
 * or a place in a page that is there; and nothing is loaded from other hosts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Parser } from 'htmlparser2';

const base = process.env.SITE_BASE ?? '/';
const site = fileURLToPath(new URL('.vitepress/dist', import.meta.url));
const files = readdirSync(site, { recursive: true, encoding: 'utf8' });
const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, read(file)]));

const problems = [...pages].flatMap(([file, { headings, links, loaded }]) => [
  // What is shown in place of a page that is not there is made in the browser.
  ...(headings === 0 && file !== '404.html'
    ? [`${file} has no heading of the first level: it could not be rendered`]
    : []),
  ...links.flatMap((link) => problemOf(file, link) ?? []),
  ...loaded.flatMap((address) => problemOfLoading(file, address) ?? []),
]);
for (const file of files.filter((name) => name.endsWith('.css')))
  for (const [loaded] of readFileSync(path.join(site, file), 'utf8').matchAll(
    /(?:@import\s*|url\()["']?(?:[a-z]+:)?\/\/[^"')]*/g,
  ))
    problems.push(`${file} loads ${loaded}`);

for (const problem of problems) console.error(problem);
console.log(
  `${pages.size} pages, ${[...pages.values()].flatMap(({ links }) => links).length} links, ${problems.length} problems`,
);
if (problems.length > 0) process.exitCode = 1;

function read(file) {
  const page = { headings: 0, ids: new Set(), links: [], loaded: [] };
  const parser = new Parser({
    onopentag(name, { id, href, src, rel }) {
      if (name === 'h1') page.headings += 1;
      if (id !== undefined) page.ids.add(id);
      if (name === 'a' && href !== undefined) page.links.push(href);
      if (name === 'link' && rel !== 'canonical' && href !== undefined) page.loaded.push(href);
      if (src !== undefined) page.loaded.push(src);
    },
  });
  parser.end(readFileSync(path.join(site, file), 'utf8'));
  return page;
}

function problemOfLoading(file, address) {
  return /^([a-z]+:)?\/\//.test(address) ? `${file} loads ${address}` : problemOf(file, address);
}

/** What is wrong with a link of a page; nothing is known of other hosts. */
function problemOf(file, link) {
  if (/^([a-z]+:|\/\/)/.test(link)) return undefined;
  const { pathname, hash } = new URL(link, `http://site${base}${file}`);
  const within = decodeURIComponent(pathname).slice(base.length);
  const target = within === '' || within.endsWith('/') ? `${within}index.html` : within;
  if (!pathname.startsWith(base) || !existsSync(path.join(site, target)))
    return `${file} links to ${link}, which is not there`;
  const place = decodeURIComponent(hash.slice(1));
  const linked = pages.get(target);
  if (place === '' || linked === undefined || linked.ids.has(place)) return undefined;
  return `${file} links to ${link}, and there is no such place in ${target}`;
}
