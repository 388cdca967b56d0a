import type { ImageScript } from '../../scenarios/model/build-script.js';
import { platformOf } from '../platform.js';

/** The variable that every image has. */
export const pathOfRoot = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The configuration of an image, as JSON. */
export function imageConfig(
  image: ImageScript,
  platform: string,
  labels: Readonly<Record<string, string>> = {},
): Buffer {
  const { os, architecture, variant } = platformOf(platform);
  const { entrypoint, cmd, env = [], user = '', cwd = '/' } = image;
  return Buffer.from(
    JSON.stringify({
      architecture,
      os,
      ...(variant === '' ? {} : { variant }),
      config: {
        Env: [pathOfRoot, ...env],
        ...(entrypoint === undefined ? {} : { Entrypoint: entrypoint }),
        ...(cmd === undefined ? {} : { Cmd: cmd }),
        ...(user === '' ? {} : { User: user }),
        WorkingDir: cwd,
        Labels: labels,
      },
      rootfs: { type: 'layers', diff_ids: [] },
    }),
  );
}
