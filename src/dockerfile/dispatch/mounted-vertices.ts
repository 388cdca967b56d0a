import { posix } from 'node:path';
import { cleanPath } from '../clean-path.js';
import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';
import type { Mount } from '../instructions/mount.js';
import { makeVertex, type Vertex } from '../stages/vertex.js';
import type { Scope } from './scope.js';

/** What a RUN mounts, and where. */
export interface MountedVertex {
  readonly target: string;
  /** Nothing for an empty directory. */
  readonly vertex: Vertex | undefined;
}

/** The vertices that a RUN mounts; secrets and agents are none. */
export function mountedVertices(scope: Scope, mounts: readonly Mount[]): readonly MountedVertex[] {
  return mounts.flatMap((mount, index) => {
    if (mount.type === 'secret' || mount.type === 'ssh') return [];
    return [mountedVertex(scope, mount, index)];
  });
}

function mountedVertex({ planning, state, command }: Scope, mount: Mount, index: number): MountedVertex {
  const { type, uid, gid, mode } = mount;
  const from = mount.from === '' && type === 'cache' ? 'scratch' : mount.from;
  const source = from === '' ? undefined : command.sources[index];
  if (source?.isDispatched === false)
    throw new DockerfileError(
      `cannot mount from stage ${goQuote(from)} to ${goQuote(mount.target)}, stage needs to be defined before current command`,
    );
  const target = posix.resolve('/', state.cwd, mount.target);
  if (target === '/') throw new DockerfileError(`invalid mount target ${goQuote(target)}`);
  const path = cleanPath('/', mount.source);
  (source?.readPaths ?? planning.contextPaths).add(path);
  if (type === 'tmpfs') return { target, vertex: undefined };
  const vertex = from === '' ? planning.context : source?.vertex;
  if (path !== '/' || (uid === undefined && gid === undefined && mode === undefined)) return { target, vertex };
  const name = '[internal] setting cache mount permissions';
  return { target, vertex: makeVertex([uid, gid, mode], [vertex], { name, kind: 'cache-permissions' }) };
}
