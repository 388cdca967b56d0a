import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { accepts } from '../accepts.js';

/** Says in one line what is found at each of the places where an engine is looked for. */
export async function enginePlaces(
  environment: NodeJS.ProcessEnv,
  sockets = engineSockets(environment),
): Promise<string> {
  const host = environment['DOCKER_HOST'];
  const places = [host === undefined || host === '' ? 'DOCKER_HOST is not set' : `DOCKER_HOST is ${host}`];
  for (const path of sockets) places.push(await stateOf(path));
  return places.join(', ');
}

/** The sockets at which an engine usually answers, likeliest first. */
export function engineSockets(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = homedir();
  const runtimeDirectory = environment['XDG_RUNTIME_DIR'] ?? join('/run', 'user', String(userInfo().uid));
  return [
    '/var/run/docker.sock',
    join(runtimeDirectory, 'docker.sock'),
    join(home, '.docker', 'run', 'docker.sock'),
    join(home, '.docker', 'desktop', 'docker.sock'),
  ];
}

async function stateOf(path: string): Promise<string> {
  if (!existsSync(path)) return `no ${path}`;
  const refusal = await accepts(`unix://${path}`);
  return refusal === undefined ? `${path} accepts but does not answer` : `${path} does not answer (${refusal})`;
}
