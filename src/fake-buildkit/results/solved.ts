import type { gateway } from '../../protocol/buildkit/messages.js';
import type { BuildOptions, Definition, Init, StringMap } from '../../protocol/messages.js';
import type { PlannedImage } from '../../dockerfile/plan.js';
import type { ImageScript } from '../../scenarios/model/build-script.js';
import { platformOf } from '../platform.js';
import { definitionOf } from './definition.js';
import { imageConfig } from './image-config.js';

/** What a build has made. */
export interface BuiltImages {
  /** What the script says of the image. */
  readonly image: ImageScript;
  /** Of each platform, what the Dockerfile makes; empty where a script, and no Dockerfile, says what is made. */
  readonly images: readonly PlannedImage[];
  /** The LLB of each of those images; undefined for one that has no files. Default: LLB that stands for the result. */
  readonly definitions?: readonly (Init<Definition> | undefined)[];
}

/** What LLBBridge.Solve answers when a build has been played: a result for each platform, or the one result. */
export function solved(
  id: string,
  options: BuildOptions,
  { image, images, definitions = [] }: BuiltImages,
  native: string,
): Init<gateway.Result> {
  const { platforms, labels } = options;
  const config = (platform: string, index: number): Buffer => {
    const planned = images[index]?.image;
    return planned === undefined ? imageConfig(image, platform, labels) : Buffer.from(JSON.stringify(planned));
  };
  if (platforms.length <= 1) {
    const metadata = { 'containerimage.config': config(platforms[0] ?? native, 0) };
    return { result: { kind: 'ref', value: refOf(id, definitions[0]) }, metadata };
  }
  const refs = Object.fromEntries(
    platforms.map((platform, index) => [platform, refOf(`${id}/${platform}`, definitions[index])]),
  );
  return {
    result: { kind: 'refs', value: { refs } },
    metadata: {
      'refs.platforms': Buffer.from(JSON.stringify({ Platforms: platforms.map(listed) })),
      ...Object.fromEntries(
        platforms.map((platform, index) => [`containerimage.config/${platform}`, config(platform, index)]),
      ),
    },
  };
}

/** What it answers when a function of the frontend was called: texts, and a result with nothing in it. */
export function called(reply: StringMap): Init<gateway.Result> {
  return {
    result: { kind: 'ref', value: { id: '' } },
    metadata: Object.fromEntries(Object.entries(reply).map(([key, text]) => [key, Buffer.from(text)])),
  };
}

/** @param definition its LLB. Default: some that stands for it */
export function refOf(id: string, definition = definitionOf(id.replaceAll('/', '-'))): Init<gateway.Ref> {
  return { id, def: definition };
}

/** The LLB of each result. */
export function definitionsIn({ result }: Init<gateway.Result>): readonly Init<Definition>[] {
  if (result?.kind === 'ref') return [result.value?.def ?? {}];
  return result?.kind === 'refs' ? Object.values(result.value?.refs ?? {}).map((ref) => ref?.def ?? {}) : [];
}

function listed(platform: string): object {
  const { os, architecture, variant } = platformOf(platform);
  return { ID: platform, Platform: { architecture, os, ...(variant === '' ? {} : { variant }) } };
}
