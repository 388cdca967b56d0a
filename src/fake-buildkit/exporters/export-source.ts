import type { gateway } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import type { Platform } from '../../image/blob.js';
import type { RootFile } from '../../image/root-files.js';
import type { Build, Made } from '../builds/build.js';
import { platformOf } from '../platform.js';

/** What is exported of one platform. */
export interface SourcePlatform {
  /** `linux/amd64`. */
  readonly id: string;
  readonly platform: Platform;
  /** The image's configuration as the frontend gave it. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly files: readonly RootFile[];
}

/** What a build has to export. */
export interface ExportSource {
  readonly platforms: readonly SourcePlatform[];
  /** Whether the frontend gave a result for each platform rather than a single one. */
  readonly several: boolean;
}

type Result = Init<gateway.Result>;

/** What the frontend, be it the client or the fake, gave as the build's result. @param native the worker's platform */
export function exportSource(build: Build, { metadata = {}, result }: Result, native: string): ExportSource {
  const refs = refsOf(result);
  const configured = jsonIn(metadata['containerimage.config']);
  if (refs.length === 1 && refs[0]?.platform === undefined) {
    const id = platformIn(configured) ?? native;
    return { platforms: [partOf(build, id, configured, refs[0]?.ref ?? '')], several: false };
  }
  const platforms = refs.map(({ platform = native, ref }) =>
    partOf(build, platform, jsonIn(metadata[`containerimage.config/${platform}`]), ref),
  );
  return { platforms, several: true };
}

function refsOf(result: Result['result']): readonly { readonly platform?: string; readonly ref: string }[] {
  switch (result?.kind) {
    case undefined:
      return [{ ref: '' }];
    case 'ref':
      return [{ ref: result.value?.id ?? '' }];
    case 'refDeprecated':
      return [{ ref: result.value ?? '' }];
    case 'refs':
      return Object.entries(result.value?.refs ?? {}).map(([platform, ref]) => ({ platform, ref: ref?.id ?? '' }));
    case 'refsDeprecated':
      return Object.entries(result.value?.refs ?? {}).map(([platform, ref = '']) => ({ platform, ref }));
    default:
      return result satisfies never;
  }
}

function partOf(build: Build, id: string, config: SourcePlatform['config'], ref: string): SourcePlatform {
  const { os, architecture, variant } = platformOf(id);
  const platform = { architecture, os, ...(variant === '' ? {} : { variant }) };
  return { id, platform, config, files: filesOf(build.made.get(ref)) };
}

/** The files of a result: those that the client's Dockerfile copies, over which lie those of the script's `image.files`. */
function filesOf(made: Made | undefined): readonly RootFile[] {
  if (made === undefined || made.result.state === 'unusable') return [];
  const scripted = Object.entries(made.result.image.files ?? {}).map(([path, text]) => ({
    path,
    data: Buffer.from(text),
  }));
  return [...(made.files ?? []), ...scripted];
}

function platformIn({ os, architecture, variant }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof os !== 'string' || typeof architecture !== 'string') return undefined;
  return [os, architecture, ...(typeof variant === 'string' ? [variant] : [])].join('/');
}

/** An object; none where a client gave something else as its configuration. */
function jsonIn(bytes: Uint8Array | undefined): Readonly<Record<string, unknown>> {
  if (bytes === undefined) return {};
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
