import { isObject } from '../../protocol/is-object.js';
import { hash } from 'node:crypto';
import { cacheConfigType } from '../../image/cache-image.js';
import { ociTypes } from '../../image/media-types.js';
import type { CacheOptionsEntry } from '../../protocol/messages.js';
import { ClientStore } from '../../session-tunnel/client-store.js';
import { SessionError } from '../../session-tunnel/session-error.js';
import type { Build } from '../builds/build.js';
import { clientProblem } from '../dockerfile/client-problem.js';
import { ExportProgress } from '../exporters/export-progress.js';
import type { Life } from '../life.js';

/** BuildKit reads no larger blob of what tells of a cache, in bytes. */
const mostBytes = 1 << 20;

/**
 * Reads the caches that a build may use: a `local` one from the client's directory. What cannot be read does not fail the
 * build, but only its own vertex. Nothing is taken from them: what comes from the cache, a script says.
 */
export async function importCaches(life: Life, build: Build, imports: readonly CacheOptionsEntry[]): Promise<void> {
  const byKey = new Map(imports.map((one) => [keyOf(one), one]));
  for (const [key, { type, attrs }] of byKey) {
    const name = `importing cache manifest from ${key}`;
    const read = async (progress: ExportProgress): Promise<void> => {
      const kind = type === 'local' ? await kindOfLocal(life, build, attrs) : ociTypes.manifest;
      await progress.item(`inferred cache manifest type: ${kind}`);
    };
    try {
      await ExportProgress.of(life, build, { id: name, name }, read);
    } catch (error) {
      if (build.cancellation.cancelled) return;
      clientProblem(error);
    }
  }
}

/** How BuildKit names a cache: a registry's by its image, and others by a number that follows from what they are. */
function keyOf({ type, attrs }: CacheOptionsEntry): string {
  const ref = attrs['ref'] ?? '';
  if (type === 'registry' && ref !== '') return ref;
  const sorted = Object.entries(attrs).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${type}:${Buffer.from(hash('sha256', JSON.stringify([type, sorted])), 'hex').readBigUInt64BE()}`;
}

async function kindOfLocal(life: Life, build: Build, attrs: Readonly<Record<string, string>>): Promise<string> {
  const { digest = '', src = '' } = attrs;
  const failed = (why: string): SessionError => new SessionError(`failed to configure local cache importer: ${why}`);
  if (digest === '') throw failed('local cache importer requires explicit digest');
  if (src === '') throw failed('local cache importer requires src');
  if (build.request.session === '') throw failed('local cache exporter/importer requires session');
  const abort = new AbortController();
  const stopListening = build.cancellation.onCancel(() => abort.abort());
  try {
    const session = await life.sessions.find(build.request.session, build.cancellation);
    const store = new ClientStore(session, `local:${src}`, abort.signal);
    const size = await store.size(digest);
    if (size > mostBytes) throw new SessionError(`blob ${digest} is too large (${size} > ${mostBytes})`);
    const manifest = jsonIn(await store.read(digest, mostBytes));
    const config = manifest.config ?? manifest.manifests?.find(({ mediaType }) => mediaType === cacheConfigType);
    if (config?.mediaType === cacheConfigType) jsonIn(await store.read(config.digest, mostBytes));
    return manifest.mediaType ?? ociTypes.manifest;
  } finally {
    stopListening();
  }
}

interface Manifest {
  readonly mediaType?: string;
  readonly config?: Pointer;
  readonly manifests?: readonly Pointer[];
}

interface Pointer {
  readonly mediaType: string;
  readonly digest: string;
}

function jsonIn(bytes: Uint8Array): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw new SessionError(error instanceof Error ? error.message : String(error));
  }
  if (!isManifest(json)) throw new SessionError('unexpected cache manifest');
  return json;
}

function isManifest(json: unknown): json is Manifest {
  if (!isObject(json)) return false;
  const { manifests = [], config } = json;
  return Array.isArray(manifests) && manifests.every(isPointer) && (config === undefined || isPointer(config));
}

function isPointer(json: unknown): boolean {
  return isObject(json) && typeof json['digest'] === 'string';
}
