import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { copyLinkedFiles, linksToFiles } from './links.js';
import { addressOf, headingOf, noPages, placeOf, root } from './pages.js';

const sidebar = JSON.parse(readFileSync(new URL('../sidebar.json', import.meta.url), 'utf8'));
/** Made by TypeDoc, beside VitePress: a link to it is no link to a page. */
const reference = { text: 'API', link: '/reference/', target: '_self' };

export default defineConfig({
  title: 'buildx-testkit',
  description: 'Test programs that build images, without Docker',
  lang: 'en',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  base: process.env.SITE_BASE ?? '/',
  srcDir: '..',
  srcExclude: noPages,
  rewrites: placeOf,
  markdown: {
    // Anchors as GitHub makes them, which the links in the pages are written for.
    anchor: { slugify: slug },
    // Braces in the text are braces.
    attrs: { disable: true },
    config(md) {
      linksToFiles(md);
      bracesAsText(md);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Tutorials', link: addressOf(sidebar.Tutorials[0]), activeMatch: '/tutorials/' },
      { text: 'Command line', link: '/command-line.html' },
      reference,
    ],
    sidebar: Object.entries(sidebar).map(([text, files]) => ({
      text,
      items: [...(text === 'Reference' ? [reference] : []), ...files.map(entryOf)],
    })),
    outline: { level: [2, 3] },
    search: { provider: 'local' },
  },
  buildEnd: ({ outDir }) => copyLinkedFiles(outDir),
  vite: { build: { chunkSizeWarningLimit: 1000 }, plugins: [vueOfTheSite()] },
});

/** Pages are texts, no templates of Vue: two braces are two braces. Blocks of code are so by themselves. */
function bracesAsText({ renderer: { rules } }) {
  for (const kind of ['text', 'code_inline']) {
    const render = rules[kind];
    rules[kind] = (...given) => render(...given).replaceAll('{{', '&#123;&#123;');
  }
}

/** A page in the sidebar; what stands beside a README.md is below it. */
function entryOf(file) {
  const entry = { text: headingOf(file), link: addressOf(file) };
  if (path.basename(file) !== 'README.md') return entry;
  const folder = path.dirname(file);
  const beside = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return { ...entry, collapsed: true, items: beside.toSorted().map((name) => entryOf(`${folder}/${name}`)) };
}

/** Pages outside of this directory find no `vue` in a node_modules above them; it is the one of this directory. */
function vueOfTheSite() {
  const importer = fileURLToPath(import.meta.url);
  return {
    name: 'vue-of-the-site',
    enforce: 'pre',
    resolveId(id, _, options) {
      if (id !== 'vue' && !id.startsWith('vue/')) return null;
      // What renders the pages is Node, which finds it.
      return options.ssr ? { id, external: true } : this.resolve(id, importer, { ...options, skipSelf: true });
    },
  };
}
