import type { Healthcheck } from './instructions/instruction.js';
import type { Platform } from './references/platform.js';

/**
 * How a container of an image is started, with the keys of image configurations.
 *
 * @since 0.1.0
 */
export interface ImageSettings {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  /** As `NAME=value`. */
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly OnBuild?: readonly string[];
  readonly StopSignal?: string;
  readonly ArgsEscaped?: boolean;
  readonly Healthcheck?: Healthcheck;
  readonly Shell?: readonly string[];
}

/**
 * The configuration of an image, which becomes its JSON as it is.
 *
 * @since 0.1.0
 */
export interface Image {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly author?: string;
  readonly config: ImageSettings;
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly string[] };
  readonly history?: readonly ImageHistory[];
}

/**
 * What an instruction did to an image.
 *
 * @since 0.1.0
 */
export interface ImageHistory {
  readonly created_by: string;
  readonly comment: string;
  /** It changed no file. */
  readonly empty_layer?: true;
}

const unixPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const windowsPath = String.raw`c:\Windows\System32;c:\Windows;C:\Windows\System32\WindowsPowerShell\v1.0`;

/** Where programs are looked for in an image that does not say so. */
export function defaultPath(os: string): string {
  return os === 'windows' ? windowsPath : unixPath;
}

/** The image without files. */
export function emptyImage(platform: Platform): Image {
  const env = platform.os === 'windows' ? {} : { Env: [`PATH=${unixPath}`] };
  return imageOf(platform, { WorkingDir: '/', ...env });
}

/** An image with these settings. */
export function imageOf({ os, architecture, variant }: Platform, config: ImageSettings): Image {
  return {
    architecture,
    os,
    ...(variant === '' ? {} : { variant }),
    config,
    rootfs: { type: 'layers', diff_ids: [] },
  };
}

/** The environment with a variable, which stays where it is if it was there. */
export function withVariable(env: readonly string[], name: string, value: string): readonly string[] {
  const entry = `${name}=${value}`;
  const at = env.findIndex((variable) => variable.split('=', 1)[0] === name);
  return at < 0 ? [...env, entry] : env.with(at, entry);
}
