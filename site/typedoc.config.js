import { readFileSync } from 'node:fs';

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The reference: what the entry points of the package export, read from their declarations. */
export default {
  name: 'buildx-testkit',
  entryPoints: Object.values(exports).flatMap((entry) => (entry.default ? [`../${entry.default.types}`] : [])),
  tsconfig: 'tsconfig.json',
  out: '.vitepress/dist/reference',
  plugin: ['./typedoc-plugin.js'],
  readme: 'none',
  includeVersion: true,
  navigationLinks: { Guides: process.env.SITE_BASE ?? '/' },
  includeHierarchySummary: false,
  excludeInternal: true,
  excludePrivate: true,
  disableSources: true,
  // The project's own check has looked at the types.
  skipErrorChecking: true,
  // A type that is named and not exported is no fault; a link of a comment that leads nowhere is.
  validation: { notExported: false, invalidLink: true, rewrittenLink: true },
  treatValidationWarningsAsErrors: true,
  treatWarningsAsErrors: true,
};
