import type { ContainerRuntimeClient } from 'testcontainers';
import { officialImageName, type ResolvedContainerOptions } from './container-options.js';
import { packageFile } from '../../../package/installed.js';
import { ImageMissingError } from './image-missing-error.js';
import { modemOf } from './modem.js';
import { ImageName } from './testcontainers.js';

/** Builds the image of a controller from the official ones, unless the engine has it already, and gives its name. */
export async function officialImage(
  engine: ContainerRuntimeClient,
  options: ResolvedContainerOptions,
): Promise<string> {
  const { buildx, buildkit, busybox } = options;
  const name = officialImageName(options);
  if (await engine.image.exists(ImageName.fromString(name))) return name;
  try {
    await build(engine, name, { BUILDX: buildx, BUILDKIT: buildkit, BUSYBOX: busybox });
    return name;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ImageMissingError(
      `cannot make ${name} from docker/buildx-bin:${buildx}, moby/buildkit:${buildkit} and busybox:${busybox} (${why}). ` +
        'Where no registry is reached, make an image with docker/debian-image and name it in BUILDX_TESTKIT_IMAGE',
      { cause },
    );
  }
}

async function build(engine: ContainerRuntimeClient, name: string, args: Record<string, string>): Promise<void> {
  const { dockerode } = engine.container;
  // Found by the package's own name, because the compiled code is at more than one depth.
  const context = packageFile('docker');
  const progress = await dockerode.buildImage({ context, src: ['Dockerfile', 'image'] }, { t: name, buildargs: args });
  await new Promise<void>((resolve, reject) => {
    modemOf(dockerode).followProgress(progress, (broken, told) => {
      const failure = told.find(({ error }) => error !== undefined)?.error;
      const error = broken ?? (failure === undefined ? undefined : new Error(failure));
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}
