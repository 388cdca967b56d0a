import type { Image } from '../../image/image.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { readCredentials } from '../../session-tunnel/credentials.js';
import type { Export } from './export.js';
import { exportFailure, ExportProgress } from './export-progress.js';
import { namesOf, withTag } from './requested-exporters.js';

/** Names an image, and pushes it where that is asked for: nothing leaves the fake, but the client is asked to log in. */
export async function nameAndPush(progress: ExportProgress, exported: Export, { descriptor }: Image): Promise<void> {
  const { exporter } = exported;
  const names = namesOf(exporter);
  for (const name of names) await progress.item(`naming to ${name}`);
  if (exporter.attrs['push'] !== 'true') return;
  for (const name of names) {
    try {
      await progress.item('pushing layers', () => logIn(exported, name));
      const target = exporter.attrs['push-by-digest'] === 'true' ? name : withTag(name);
      await progress.item(`pushing manifest for ${target}@${descriptor.digest}`);
    } catch (error) {
      const { message, code } = exportFailure(error);
      throw code === 'CANCELLED' ? error : new RpcFailure(`failed to push ${name}: ${message}`, code);
    }
  }
}

/** Asks the client for what a registry with Basic authentication wants: user and password. */
async function logIn({ life, build, session }: Export, name: string): Promise<void> {
  if (build.request.session === '') return;
  const opened = await session();
  if (!opened.offers('/moby.filesync.v1.Auth/Credentials')) return;
  const [host = '', ...rest] = name.split('/');
  const repository = rest.join('/').replace(/[:@].*$/, '');
  const registry = host === 'docker.io' ? 'registry-1.docker.io' : host;
  const vertex = { id: `auth-${name}`, name: `[auth] ${repository}:pull,push token for ${registry}` };
  await ExportProgress.of(life, build, vertex, async () => {
    await readCredentials(opened, registry);
  });
}
