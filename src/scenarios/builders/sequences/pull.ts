import { checkArgument, checkOptions } from '../../../options/check.js';
import { listOf, text, whole } from '../../../options/rules.js';
import type { StatusScript } from '../../model/vertex-script.js';
import { vertex, type VertexBuilder } from '../vertex.js';
import { digestOf } from './digest-of.js';

/**
 * How an image is pulled.
 *
 * @since 0.1.0
 */
export interface PullOptions {
  /** Compressed sizes of its layers in bytes. Default: one of 3 MiB. */
  readonly layers?: readonly number[];
  /** What stands in the brackets of its name, such as `stage-1 2/3`. Default `1/1`. */
  readonly step?: string;
}

const downloadMs = 600;
const extractMs = 200;

/**
 * A base image that is resolved first and pulled later: its vertex starts twice, the second time without inputs
 * (docs/real-controller.md §8.5).
 * @throws ArgumentError
 * @example build().add(pull('docker.io/library/alpine:latest', { layers: [3_400_000] }))
 * @since 0.1.0
 */
export function pull(image: string, options: PullOptions = {}): VertexBuilder {
  checkArgument('pull', 'image', image, text);
  checkOptions('pull', options, { layers: listOf('a list of sizes in bytes', whole(0)), step: text });
  const { layers = [3_145_728], step = '1/1' } = options;
  const digest = digestOf(image);
  const statuses = layers.flatMap((size, i): readonly StatusScript[] => {
    const layer = digestOf(`${image} layer ${i}`);
    return [
      { id: layer, total: size, takes: downloadMs, updates: 3 },
      { id: `extracting ${layer}`, name: 'extracting', at: downloadMs + i * extractMs, takes: extractMs },
    ];
  });
  return vertex(`[${step}] FROM ${image}@${digest}`)
    .takes(50)
    .progress(`resolve ${image}@${digest}`)
    .restarts({ takes: downloadMs + layers.length * extractMs, statuses });
}
