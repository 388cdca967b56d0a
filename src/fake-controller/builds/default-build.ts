import type { BuildOptions } from '../../protocol/messages.js';
import type { BuildScript } from '../../scenarios/model/build-script.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';

const base = 'docker.io/library/alpine:latest';
const baseDigest = 'sha256:124c7d2707904eea7431fffe91522a01e5a861a624ee31d03372cc1d138a3126';

/** A small plausible build that succeeds, as BuildKit reports one (docs/real-controller.md §8.5). */
export const defaultBuild: BuildScript = { name: 'built in' };

/** The graph of a script that has none of its own. */
export function defaultGraph(options: BuildOptions): readonly VertexScript[] {
  const dockerfile =
    options.dockerfileName === '' || options.dockerfileName === '-' ? 'Dockerfile' : options.dockerfileName;
  return [
    transfer(`[internal] load build definition from ${dockerfile}`, 'transferring dockerfile:', 128, []),
    transfer('[internal] load .dockerignore', 'transferring context:', 2, []),
    {
      name: `[internal] load metadata for ${base}`,
      inputs: [`[internal] load build definition from ${dockerfile}`],
      takes: 200,
    },
    { name: `[1/2] FROM ${base}@${baseDigest}`, inputs: [`[internal] load metadata for ${base}`], cached: true },
    {
      name: '[2/2] RUN echo hello',
      inputs: [`[1/2] FROM ${base}@${baseDigest}`],
      takes: 300,
      logs: [{ text: 'hello\n', at: 100 }],
    },
    {
      name: 'exporting to image',
      inputs: ['[2/2] RUN echo hello'],
      takes: 100,
      statuses: [{ id: 'exporting layers' }, ...options.tags.map((tag) => ({ id: `naming to ${tag}` }))],
    },
  ];
}

function transfer(name: string, id: string, bytes: number, inputs: readonly string[]): VertexScript {
  return { name, inputs, takes: 50, statuses: [{ id, name: 'transferring', current: bytes }] };
}
