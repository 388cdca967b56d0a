import type { StringMap } from '../../protocol/messages.js';

/** Where annotations of an exporter go. */
export type AnnotatedPart = 'manifest' | 'manifest-descriptor' | 'index' | 'index-descriptor';

/**
 * The annotations of a part: `annotation.KEY` and `annotation-manifest.KEY` are the manifest's, `annotation-index.KEY` the
 * index's, and `annotation-manifest[linux/amd64].KEY` those of one platform.
 */
export function annotationsOf(attrs: StringMap, part: AnnotatedPart, platform = ''): StringMap {
  return Object.fromEntries(
    Object.entries(attrs).flatMap(([name, value]) => {
      const { of = 'manifest', only, key = '' } = pattern.exec(name)?.groups ?? {};
      return key !== '' && of === part && (only === undefined || only === platform) ? [[key, value]] : [];
    }),
  );
}

const pattern =
  /^annotation(?:-(?<of>manifest|manifest-descriptor|index|index-descriptor))?(?:\[(?<only>[^\]]*)\])?\.(?<key>.+)$/;
