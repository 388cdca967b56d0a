import type { Image } from '../../dockerfile/image.js';
import type { ImageScript } from '../../scenarios/model/build-script.js';

/** What processes find in an image that a Dockerfile makes. */
export function imageScript({ config }: Image): ImageScript {
  const { Entrypoint: entrypoint, Cmd: cmd, Env: env, User: user, WorkingDir: cwd } = config;
  return {
    ...(entrypoint === undefined ? {} : { entrypoint }),
    ...(cmd === undefined ? {} : { cmd }),
    ...(env === undefined ? {} : { env }),
    ...(user === undefined ? {} : { user }),
    ...(cwd === undefined || cwd === '' ? {} : { cwd }),
  };
}
