import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { timedOut, withTimeout } from '../../conformance/engine/waiting.js';
import { RealClock } from '../../time/real-clock.js';
import type { Io } from '../io.js';

/** Where a container engine may answer. */
export type EngineDoor = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** What an engine said: the status, and the JSON that came with it. */
export interface EngineAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The door that DOCKER_HOST names; undefined for what cannot be asked from here, such as ssh, or with TLS. */
export function namedDoor(env: Io['env']): EngineDoor | undefined {
  const host = env['DOCKER_HOST'] ?? '';
  const [, socketPath] = /^unix:\/\/(.+)$/.exec(host) ?? [];
  if (socketPath !== undefined) return { socketPath };
  const url =
    /^(?:tcp|http):\/\//.test(host) && URL.canParse(host) ? new URL(host.replace(/^tcp:/, 'http:')) : undefined;
  if (url === undefined || (env['DOCKER_TLS_VERIFY'] ?? '') !== '') return undefined;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port === '' ? 2375 : url.port) };
}

/**
 * Asks an engine for what is at a path of its API.
 *
 * @throws Error when it cannot be reached, says no JSON, or takes longer than so many milliseconds
 */
export async function askEngine(door: EngineDoor, path: string, timeoutMs: number): Promise<EngineAnswer> {
  const asked = request({ ...door, path, agent: false });
  try {
    const answer = await withTimeout(new RealClock(), timeoutMs, answerTo(asked));
    if (answer === timedOut) throw new Error(`no answer in ${timeoutMs} ms`);
    return answer;
  } finally {
    // What is destroyed while it waits tells of an error that nobody wants any more.
    asked.on('error', () => undefined).destroy();
  }
}

async function answerTo(asked: ClientRequest): Promise<EngineAnswer> {
  const [answer] = (await once(asked.end(), 'response')) as [IncomingMessage];
  const said = await text(answer);
  try {
    return { status: answer.statusCode ?? 0, body: JSON.parse(said) as EngineAnswer['body'] };
  } catch {
    throw new Error('what answers is no container engine');
  }
}
