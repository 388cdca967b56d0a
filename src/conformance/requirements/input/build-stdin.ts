import type { Call } from '../../../client/controller-client.js';
import type { InputMessage, InputResponse } from '../../../protocol/messages.js';
import type { Trial } from '../../trial/trial.js';
import { startBuild, type WatchedBuild } from '../session.js';
import { fixtureBuild } from '../fixture-build.js';

export type InputCall = Call<InputMessage, InputResponse>;

const eof: InputMessage = { kind: 'data', eof: true, data: new Uint8Array() };

/** The text that the target wants on the stdin of its build that reads it. */
export function stdinText(trial: Trial): string {
  return trial.fixtures.builds.stdinDockerfile ?? trial.lacks('builds.stdinDockerfile');
}

/** Opens an Input stream and sends its Init. */
export async function openInput(trial: Trial, ref: string, client = trial.client): Promise<InputCall> {
  const input = client.rpc.input();
  await input.send({ kind: 'init', ref });
  return input;
}

export async function sendData(input: InputCall, data: Uint8Array | string): Promise<void> {
  await input.send({ kind: 'data', data: typeof data === 'string' ? new TextEncoder().encode(data) : data });
}

export async function sendEof(input: InputCall): Promise<void> {
  await input.send(eof);
}

/** Starts a Build that reads its stdin, with Status and Input open; of Input, only Init is sent. */
export async function stdinBuild(
  trial: Trial,
  ref = trial.ref(),
): Promise<WatchedBuild & { readonly input: InputCall }> {
  const options = fixtureBuild(trial, 'readsStdin');
  const status = trial.client.rpc.status({ ref });
  const input = await openInput(trial, ref);
  return { ref, status, input, build: await startBuild(trial.client, ref, options) };
}
