import type { control } from '../../protocol/buildkit/messages.js';

/** What the vertices of the exporters of caches are called. `inline` has none: its cache is in the image. */
export const cacheExporterNames = {
  registry: 'exporting cache to registry',
  local: 'exporting cache to client directory',
  gha: 'exporting cache to GitHub Actions Cache',
  s3: 'exporting cache to Amazon S3',
  azblob: 'exporting cache to Azure Blob Storage',
} as const;

/** A cache that a build is to leave somewhere. */
export interface RequestedCache {
  readonly type: keyof typeof cacheExporterNames;
  readonly attrs: Readonly<Record<string, string>>;
}

/** The caches that a build is to leave beside its image. */
export function requestedCaches({ cache }: control.SolveRequest): readonly RequestedCache[] {
  return (cache?.exports ?? []).flatMap(({ type, attrs }) => (isExporter(type) ? [{ type, attrs }] : []));
}

/** Whether a build's image is to have its cache in it. */
export function hasInlineCache({ cache }: control.SolveRequest): boolean {
  return cache?.exports.some(({ type }) => type === 'inline') ?? false;
}

export function isExporter(type: string): type is RequestedCache['type'] {
  return Object.hasOwn(cacheExporterNames, type);
}
