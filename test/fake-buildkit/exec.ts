import type { BuildKitClient } from '../../src/client/buildkit-client.js';
import type { Call } from '../../src/client/call.js';
import type { gateway } from '../../src/protocol/buildkit/messages.js';
import type { Init } from '../../src/protocol/messages.js';
import { of } from './client.js';

type ExecCall = Call<gateway.ExecMessage, gateway.ExecMessage>;
type Input = Init<NonNullable<gateway.ExecMessage['input']>>;

/** A build that is open, and a container of its result. */
export interface Opened {
  readonly exec: ExecCall;
  /** Says something of the process `p`. */
  say(input: Input, processId?: string): Promise<void>;
  /** Starts the process `p`. */
  start(args: readonly string[], init?: Init<gateway.InitMessage>, processId?: string): Promise<void>;
  /** All that has been said of a process, until it is done. */
  untilDone(processId?: string): Promise<readonly gateway.ExecMessage[]>;
  /** Removes the container, ends the stream and the build. */
  close(): Promise<void>;
}

/** Builds, and makes the container `c` of the result. */
export async function container(client: BuildKitClient, ref = 'r'): Promise<Opened> {
  const solving = client.call('Control.Solve', { ref });
  const { result } = await client.call(
    'LLBBridge.Solve',
    { frontend: 'dockerfile.v0', allowResultReturn: true },
    of(ref),
  );
  const resultId = result?.result?.kind === 'ref' ? result.result.value.id : '';
  await client.call('LLBBridge.NewContainer', { containerId: 'c', mounts: [{ dest: '/', resultId }] }, of(ref));
  const exec = client.open('LLBBridge.ExecProcess', of(ref));
  const say = (input: Input, processId = 'p'): Promise<void> => exec.send({ processId, input });
  return {
    exec,
    say,
    start: (args, init = {}, processId = 'p') =>
      say({ kind: 'init', value: { containerId: 'c', meta: { args, cwd: '/' }, fds: [0, 1, 2], ...init } }, processId),
    async untilDone(processId = 'p') {
      const said: gateway.ExecMessage[] = [];
      for await (const message of exec) {
        if (message.processId !== processId) continue;
        said.push(message);
        if (message.input?.kind === 'done') break;
      }
      return said;
    },
    async close() {
      await client.call('LLBBridge.ReleaseContainer', { containerId: 'c' }, of(ref));
      exec.halfClose();
      await exec.status;
      await client.call('LLBBridge.Return', { result }, of(ref));
      await solving;
    },
  };
}

/** What a process has written to a file descriptor. */
export function written(said: readonly gateway.ExecMessage[], fd: number): string {
  const pieces = said.flatMap(({ input }) =>
    input?.kind === 'file' && input.value.fd === fd ? [input.value.data] : [],
  );
  return Buffer.concat(pieces).toString();
}

/** The kinds of what was said, with repeated ones told once. */
export function kinds(said: readonly gateway.ExecMessage[]): readonly string[] {
  const all = said.map(({ input }) => input?.kind ?? 'nothing');
  return all.filter((kind, index) => kind !== all[index - 1]);
}

/** How the process ended. */
export function exit(said: readonly gateway.ExecMessage[]): gateway.ExitMessage | undefined {
  const input = said.find((message) => message.input?.kind === 'exit')?.input;
  return input?.kind === 'exit' ? input.value : undefined;
}
