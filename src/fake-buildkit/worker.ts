import type { Init } from '../protocol/messages.js';
import type { pb, worker } from '../protocol/buildkit/messages.js';
import { platformOf } from './platform.js';
import type { FakeBuildKitOptions } from './options.js';

/** What the fake tells of itself. */
export interface Character {
  readonly version: Init<worker.BuildkitVersion>;
  readonly platforms: readonly string[];
}

const released = {
  package: 'github.com/moby/buildkit',
  version: 'v0.26.2',
  revision: 'be1f38efe73c6a93cc429a0488ad6e1db663398c',
} as const;

export function characterOf({
  version = {},
  platforms = ['linux/amd64', 'linux/arm64'],
}: FakeBuildKitOptions): Character {
  return { version: { ...released, ...version }, platforms };
}

/** The ID of the one worker. */
export const workerId = 'buildx-testkit';

/** The one worker. */
export function workerOf({ version, platforms }: Character): Init<worker.WorkerRecord> {
  return {
    id: workerId,
    labels: {
      'org.mobyproject.buildkit.worker.executor': 'fake',
      'org.mobyproject.buildkit.worker.hostname': 'buildx-testkit',
      'org.mobyproject.buildkit.worker.snapshotter': 'fake',
    },
    platforms: platforms.map((platform): Init<pb.Platform> => platformOf(platform)),
    buildkitVersion: version,
  };
}
