import type { BuildOptions } from '../../protocol/messages.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import { normalizedName } from '../results/normalized-name.js';

const base = 'docker.io/library/alpine:latest';
const baseDigest = 'sha256:124c7d2707904eea7431fffe91522a01e5a861a624ee31d03372cc1d138a3126';

/** A small plausible build that succeeds, as BuildKit reports one (docs/real-controller.md §8.5). */
export const defaultBuild: BuildScript = { name: 'built in' };

/** The graph of a script that gives none. */
export function defaultGraph(options: Pick<BuildOptions, 'dockerfileName' | 'tags'>): readonly VertexScript[] {
  const dockerfile =
    options.dockerfileName === '' || options.dockerfileName === '-' ? 'Dockerfile' : options.dockerfileName;
  const definition = `[internal] load build definition from ${dockerfile}`;
  const metadata = `[internal] load metadata for ${base}`;
  const ignore = '[internal] load .dockerignore';
  const from = `[1/2] FROM ${base}@${baseDigest}`;
  return [
    transfer(definition, 'transferring dockerfile:', 128, []),
    { name: metadata, inputs: [definition], takes: 150 },
    transfer(ignore, 'transferring context:', 2, [metadata]),
    { name: from, inputs: [ignore], cached: true },
    { name: '[2/2] RUN echo hello', inputs: [from], takes: 300, logs: [{ text: 'hello\n', at: 100 }] },
    {
      name: 'exporting to image',
      inputs: ['[2/2] RUN echo hello'],
      takes: 100,
      statuses: [
        { id: 'exporting layers' },
        ...options.tags.map((tag) => ({ id: `naming to ${normalizedName(tag)}` })),
      ],
    },
  ];
}

function transfer(name: string, id: string, bytes: number, inputs: readonly string[]): VertexScript {
  return { name, inputs, takes: 50, statuses: [{ id, name: 'transferring', current: bytes }] };
}
