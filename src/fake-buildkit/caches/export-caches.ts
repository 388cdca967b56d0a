import { cacheImage, type CacheParts } from '../../image/cache-image.js';
import { descriptorOf } from '../../image/blob.js';
import { layerOf } from '../../image/layer.js';
import { ociTypes } from '../../image/media-types.js';
import type { StringMap } from '../../protocol/messages.js';
import { ClientStore } from '../../session-tunnel/client-store.js';
import type { Session } from '../../session-tunnel/session.js';
import type { Build } from '../builds/build.js';
import { ExportProgress } from '../exporters/export-progress.js';
import type { ExportSource } from '../exporters/export-source.js';
import type { Life } from '../life.js';
import { cacheExporterNames, type RequestedCache, requestedCaches } from './cache-exporters.js';

/** Where caches are exported from, and to. */
export interface CachePlace {
  readonly life: Life;
  readonly build: Build;
  readonly source: ExportSource;
  /** In seconds since the Unix epoch. */
  readonly created: number;
  readonly session: () => Promise<Session>;
  readonly signal: AbortSignal;
}

/** What the cache of a build is made from: all its files are in one layer for each platform. */
export async function cacheParts({
  build,
  source,
  created,
}: Omit<CachePlace, 'session' | 'signal'>): Promise<CacheParts> {
  const layers = await Promise.all(source.platforms.map(({ files }) => layerOf(ociTypes.layer, files, created)));
  return { layers, vertices: [...new Set(build.digests)], created };
}

/**
 * Leaves a build's cache where the build is to leave it: `local` in the client's directory. Nothing goes to a registry or
 * another service. Gives what is said of it in the reply. @throws RpcFailure, SessionError, RpcError
 */
export async function exportCaches(place: CachePlace): Promise<StringMap> {
  const { life, build } = place;
  let reply: StringMap = {};
  for (const [index, cache] of requestedCaches(build.request).entries()) {
    const vertex = { id: `cache-${index}`, name: cacheExporterNames[cache.type] };
    try {
      reply = {
        ...reply,
        ...(await ExportProgress.of(life, build, vertex, (told) => exportCache(told, place, cache))),
      };
    } catch (error) {
      if (cache.attrs['ignore-error'] !== 'true' || build.cancellation.cancelled) throw error;
    }
  }
  return reply;
}

async function exportCache(
  progress: ExportProgress,
  place: CachePlace,
  { type, attrs }: RequestedCache,
): Promise<StringMap> {
  const { life, session, signal } = place;
  const store = type === 'local' ? new ClientStore(await session(), `local:${attrs['dest'] ?? ''}`, signal) : undefined;
  await progress.item('preparing build cache for export');
  const { layers, config, manifest } = await life.clock.hold(async () => cacheImage(await cacheParts(place)));
  for (const layer of layers) await progress.item(`writing layer ${layer.digest}`, async () => store?.write(layer));
  await progress.item(`writing config ${config.digest}`, async () => store?.write(config));
  await progress.item(`writing cache image manifest ${manifest.digest}`, async () => store?.write(manifest));
  return { 'cache.manifest': JSON.stringify(descriptorOf(manifest)) };
}
