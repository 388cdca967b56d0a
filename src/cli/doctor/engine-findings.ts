import { existsSync } from 'node:fs';
import { officialImageName, resolveContainerOptions } from '../../conformance/targets/container/container-options.js';
import { engineSockets } from '../../conformance/targets/container/engine-places.js';
import type { Io } from '../io.js';
import { askEngine, type EngineDoor, namedDoor } from './engine.js';
import type { Finding } from './finding.js';

const purpose = 'for a real controller in a container';

/**
 * Whether a container engine answers, and whether it has the image of the controller.
 *
 * @param timeoutMs - how long each answer is waited for
 * @param sockets - where one is looked for without DOCKER_HOST. Default: the usual places
 */
export async function engineFindings(
  env: Io['env'],
  timeoutMs: number,
  sockets: readonly string[] = engineSockets(env),
): Promise<readonly Finding[]> {
  const named = env['DOCKER_HOST'] ?? '';
  const socket = sockets.find((path) => existsSync(path));
  const usual = socket === undefined ? undefined : { socketPath: socket };
  const door = named === '' ? usual : namedDoor(env);
  if (door === undefined) {
    const found = named === '' ? `DOCKER_HOST is not set, and there is none of ${sockets.join(', ')}` : untold(named);
    const advice =
      named === ''
        ? `${purpose}: start Docker, or set DOCKER_HOST`
        : `${purpose}: see whether "docker version" tells of a server`;
    return [{ name: 'engine', state: 'missing', found, advice }, imageUnasked()];
  }
  const where = named === '' ? `unix://${socket}` : named;
  try {
    const { status, body } = await askEngine(door, '/version', timeoutMs);
    if (status !== 200 || typeof body['Version'] !== 'string') throw new Error('what answers is no container engine');
    const engine: Finding = { name: 'engine', state: 'ok', found: `${body['Version']}, ${where}` };
    return [engine, await imageFinding(env, door, timeoutMs)];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const advice =
      code === 'EACCES'
        ? `${purpose}: let this user use the engine, as a member of the group docker does`
        : `${purpose}: start Docker, or set DOCKER_HOST to where it is`;
    return [
      { name: 'engine', state: 'bad', found: `${where} does not answer: ${message === '' ? code : message}`, advice },
      imageUnasked(),
    ];
  }
}

async function imageFinding(env: Io['env'], door: EngineDoor, timeoutMs: number): Promise<Finding> {
  const options = resolveContainerOptions({}, env);
  const image = options.image ?? officialImageName(options);
  const { status, body } = await askEngine(door, `/images/${encodeURI(image)}/json`, timeoutMs);
  if (status === 200) return { name: 'image', state: 'ok', found: image };
  const found = status === 404 ? `the engine has no ${image}` : `${image}: the engine says ${String(body['message'])}`;
  const advice =
    options.image === undefined
      ? 'it is built when first needed, which takes a registry; without one, make an image with docker/debian-image and name it in BUILDX_TESTKIT_IMAGE'
      : `it is pulled when first needed; make it with "docker/debian-image ${image}", or leave BUILDX_TESTKIT_IMAGE out`;
  return { name: 'image', state: 'missing', found, advice };
}

function imageUnasked(): Finding {
  return { name: 'image', state: 'missing', found: 'no engine to ask', advice: `${purpose}: see engine` };
}

function untold(named: string): string {
  return `DOCKER_HOST is ${named}: only unix:// and tcp:// without TLS can be asked from here`;
}
