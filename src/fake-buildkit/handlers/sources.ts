import type { gateway } from '../../protocol/buildkit/messages.js';
import type { Init } from '../../protocol/messages.js';
import { RpcFailure } from '../../playback/rpc-failure.js';
import { imageDigest } from '../../scenarios/builders/sequences/digest-of.js';
import type { Build } from '../builds/build.js';
import type { Life } from '../life.js';
import { imageConfig } from '../results/image-config.js';

/** Serves LLBBridge.ResolveImageConfig: every image is there, with a digest that follows from its name. */
export function resolveImageConfig(
  _build: Build,
  { ref, platform }: gateway.ResolveImageConfigRequest,
  life: Life,
): Init<gateway.ResolveImageConfigResponse> {
  return { digest: imageDigest(ref), config: configOf(platform, life), ref };
}

/** Serves LLBBridge.ResolveSourceMeta: every source is there, with a digest or commit that follows from its name. */
export function resolveSourceMeta(
  _build: Build,
  { source, platform }: gateway.ResolveSourceMetaRequest,
  life: Life,
): Init<gateway.ResolveSourceMetaResponse> {
  if (source === undefined) throw new RpcFailure('source is required', 'INVALID_ARGUMENT');
  const { identifier } = source;
  const scheme = identifier.slice(0, identifier.indexOf('://'));
  // By the same name an image has the same digest, whoever asks.
  const digest = imageDigest(identifier.replace(/^(docker-image|oci-layout):\/\//, ''));
  switch (scheme) {
    case 'docker-image':
    case 'oci-layout':
      return { source, image: { digest, config: configOf(platform, life) } };
    case 'git':
      return { source, git: { checksum: digest.slice(7, 47), ref: 'refs/heads/main' } };
    case 'http':
    case 'https':
      return { source, http: { checksum: digest, filename: identifier.slice(identifier.lastIndexOf('/') + 1) } };
    default:
      return { source };
  }
}

type Asked = gateway.ResolveImageConfigRequest['platform'];

function configOf(platform: Asked, { character }: Life): Buffer {
  const { os, architecture, variant } = platform ?? { os: '', architecture: '', variant: '' };
  const asked = [os, architecture, variant].filter(Boolean).join('/');
  return imageConfig({ cmd: ['/bin/sh'] }, asked === '' ? (character.platforms[0] ?? 'linux/amd64') : asked);
}
