import type { Image } from '../../image/image.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { logIn } from '../registries/log-in.js';
import type { Export } from './export.js';
import { exportFailure, type ExportProgress } from './export-progress.js';
import { namesOf, withTag } from './requested-exporters.js';

/** Names an image, and pushes it where that is asked for: nothing leaves the fake, but the client is asked to log in. */
export async function nameAndPush(progress: ExportProgress, exported: Export, image: Image): Promise<void> {
  const { exporter } = exported;
  const names = namesOf(exporter);
  for (const name of names) await progress.item(`naming to ${name}`);
  if (exporter.attrs['push'] !== 'true') return;
  for (const name of names) {
    try {
      await progress.item('pushing layers', () => logIn(exported, name, image));
      const target = exporter.attrs['push-by-digest'] === 'true' ? name : withTag(name);
      await progress.item(`pushing manifest for ${target}@${image.descriptor.digest}`);
    } catch (error) {
      const { message, code } = exportFailure(error);
      throw code === 'CANCELLED' ? error : new RpcFailure(`failed to push ${name}: ${message}`, code);
    }
  }
}
