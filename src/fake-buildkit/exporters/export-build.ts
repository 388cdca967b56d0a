import type { gateway } from '../../protocol/buildkit/messages.js';
import type { Init, StringMap } from '../../protocol/messages.js';
import type { Build } from '../builds/build.js';
import { requestedCaches } from '../caches/cache-exporters.js';
import { exportCaches } from '../caches/export-caches.js';
import type { Life } from '../life.js';
import { exportFailure, ExportProgress } from './export-progress.js';
import { exportSource } from './export-source.js';
import { requestedExporters } from './requested-exporters.js';
import { exporterNames, runExporter } from './run-exporter.js';

/**
 * Exports what a build has made, as all its exporters do, and its cache; gives what they say, over which lies what the scripts say.
 * @throws RpcFailure
 */
export async function exportBuild(life: Life, build: Build, result: Init<gateway.Result>): Promise<StringMap> {
  build.result = result;
  const exporters = requestedExporters(build.request);
  if (exporters.length === 0 && requestedCaches(build.request).length === 0) return build.reply;
  const source = exportSource(build, result, life.character.platforms[0] ?? 'linux/amd64');
  const abort = new AbortController();
  const stopListening = build.cancellation.onCancel(() => abort.abort());
  const created = createdAt(build);
  const session = () => life.sessions.find(build.request.session, build.cancellation);
  const place = { life, build, source, created, session, signal: abort.signal };
  let reply: StringMap = {};
  try {
    for (const exporter of exporters) {
      const one = { ...place, exporter };
      const vertex = { id: `export-${exporter.id}`, name: exporterNames[exporter.type] };
      const said = await ExportProgress.of(life, build, vertex, (progress) => runExporter(progress, one));
      reply = { ...reply, ...said };
    }
    reply = { ...reply, ...(await exportCaches(place)) };
  } catch (error) {
    throw exportFailure(error);
  } finally {
    stopListening();
  }
  return { ...reply, ...build.reply };
}

/** In seconds since the Unix epoch: when the build began, unless its client says something else. */
function createdAt({ request, began }: Build): number {
  const epoch = request.frontendAttrs['build-arg:SOURCE_DATE_EPOCH'] ?? '';
  return /^\d{1,10}$/.test(epoch) ? Number(epoch) : Math.floor(began / 1000);
}
