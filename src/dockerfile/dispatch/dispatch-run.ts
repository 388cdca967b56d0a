import { posix } from 'node:path';
import { cleanPath } from '../clean-path.js';
import { DockerfileError } from '../dockerfile-error.js';
import type { Variables } from '../expansion/expand.js';
import type { RunInstruction } from '../instructions/instruction.js';
import { parseMount, type Mount } from '../instructions/mount.js';
import { formatPlatform } from '../references/platform.js';
import type { CacheMount, SecretMount, SshMount } from '../stages/step-details.js';
import { makeVertex, type Vertex } from '../stages/vertex.js';
import { inShellOf } from './dispatch-settings.js';
import { mountedVertices } from './mounted-vertices.js';
import { nameWith } from './name-with.js';
import { runCommand } from './run-command.js';
import type { Scope } from './scope.js';

export function dispatchRun(scope: Scope, instruction: RunInstruction): void {
  const { planning, state, settings, platform } = scope;
  const { code, location, inShell } = instruction;
  const mounts = instruction.mounts.map((mount) => parseMount(mount, (word) => scope.expanded(word)));
  const { command, summary, script } = runCommand(instruction, scope.image.os);
  const args = inShell ? inShellOf(scope, command) : command;
  const mounted = mountedVertices(scope, mounts);
  const document =
    script === undefined
      ? []
      : [
          {
            target: '/dev/pipes/',
            vertex: makeVertex([script], [], { name: '[internal] preparing inline document', kind: 'inline' }),
          },
        ];
  const inputs = [...mounted, ...document].toSorted((a, b) => (a.target < b.target ? -1 : 1));
  const { User = '' } = settings;
  const run = {
    args,
    env: [...state.env].map(([name, value]) => `${name}=${value}`),
    cwd: state.cwd,
    user: User,
    secrets: secretsOf(scope, mounts),
    ssh: sshOf(scope, mounts),
    cacheMounts: cachesOf(planning.buildArgs, mounts),
    entitlements: instruction.entitlements,
  };
  state.readPaths.add('/');
  const name = scope.nameOf(
    nameWith(scope, code + summary, { rawQuotes: true, keepUnset: true }, withMaskedSecrets(state.env, mounts)),
  );
  const vertices: readonly (Vertex | undefined)[] = [state.vertex, ...inputs.map(({ vertex }) => vertex)];
  state.vertex = makeVertex([run, mounts, formatPlatform(platform)], vertices, {
    name,
    kind: 'run',
    stage: state.name,
    location,
    noCache: state.ignoresCache,
    run,
  });
  scope.note(`RUN ${[...argumentsShown(scope), ...args].join(' ')} # buildkit`, true);
}

/** Build arguments change what a command does, so images tell them: `|1 VERSION=3`. */
function argumentsShown({ state }: Scope): readonly string[] {
  const values = new Map(state.declaredArgs.map(({ key, value = '' }) => [key, state.env.get(key) ?? value]));
  return values.size === 0 ? [] : [`|${values.size}`, ...[...values].map(([key, value]) => `${key}=${value}`)];
}

function withMaskedSecrets(env: Variables, mounts: readonly Mount[]): Variables {
  const masked = mounts.flatMap(({ type, env }) => (type === 'secret' && env !== undefined ? [env] : []));
  return new Map([...env, ...masked.map((name) => [name, '****'] as const)]);
}

function secretsOf({ state, command }: Scope, mounts: readonly Mount[]): readonly SecretMount[] {
  return mounts.flatMap((mount) => {
    if (mount.type !== 'secret') return [];
    const { source, required, env } = mount;
    const id = source || mount.id || posix.basename(mount.target);
    if (!state.outline.secrets.has(id))
      state.outline.secrets.set(id, { required, location: command.instruction.location });
    const target = mount.target || (env === undefined ? `/run/secrets/${posix.basename(id)}` : '');
    return [{ id, required, ...(target === '' ? {} : { target }), ...(env === undefined ? {} : { env }) }];
  });
}

function sshOf({ state, command }: Scope, mounts: readonly Mount[]): readonly SshMount[] {
  return mounts.flatMap(({ type, id: given, source, required }) => {
    if (type !== 'ssh') return [];
    if (source !== '') throw new DockerfileError('ssh does not support source');
    const id = given || 'default';
    if (!state.outline.ssh.has(id)) state.outline.ssh.set(id, { required, location: command.instruction.location });
    return [{ id, required }];
  });
}

function cachesOf(
  { BUILDKIT_CACHE_MOUNT_NS: namespace = '' }: Readonly<Record<string, string>>,
  mounts: readonly Mount[],
): readonly CacheMount[] {
  return mounts.flatMap(({ type, id, target, sharing }) =>
    type === 'cache' ? [{ id: `${namespace}/${id || cleanPath(target)}`, target, sharing: sharing || 'shared' }] : [],
  );
}
