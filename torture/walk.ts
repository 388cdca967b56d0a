import type { ControllerClient } from '../src/client/controller-client.js';
import { BuildFailedError } from '../src/client/build-failed-error.js';
import { RpcError } from '../src/client/rpc-error.js';
import { statusCodeName } from '../src/protocol/status-code.js';
import type { ClientStep } from './arbitraries/client-steps.js';

/**
 * Does one thing, as a client does that keeps to the protocol. What a session answers that others build, use and
 * disconnect at the same time may be a refusal, of which the code is given; everything else must be right.
 */
export async function walk(
  client: ControllerClient,
  step: ClientStep,
  ref: (session: number) => string,
): Promise<string> {
  try {
    await take(client, step, ref);
    return 'OK';
  } catch (error) {
    if (error instanceof RpcError || error instanceof BuildFailedError) return statusCodeName(error.status.code);
    throw error;
  }
}

async function take(client: ControllerClient, step: ClientStep, refOf: (session: number) => string): Promise<unknown> {
  const { rpc } = client;
  switch (step.kind) {
    case 'build': {
      const { stdin } = step;
      const options = { contextPath: stdin === undefined ? '.' : '-' };
      return client.build(options, { ref: refOf(step.session), ...(stdin === undefined ? {} : { stdin }) });
    }
    case 'cancelled-build':
      return cancelledBuild(client, step.after, refOf(step.session));
    case 'status': {
      // It waits for a build that may never come.
      const call = rpc.status({ ref: refOf(step.session) });
      await rpc.info();
      call.cancel();
      return call.status;
    }
    case 'invoke':
      return invoke(client, refOf(step.session), step.text, step.code);
    case 'detach': {
      const call = rpc.invoke();
      void call.send({
        kind: 'init',
        ref: refOf(step.session),
        processId: 'd',
        invokeConfig: { entrypoint: ['/bin/cat'] },
      });
      await rpc.info();
      call.cancel();
      return call.status;
    }
    case 'list':
      return rpc.list();
    case 'info':
      return rpc.info();
    case 'processes':
      return rpc.listProcesses({ ref: refOf(step.session) });
    case 'disconnect':
      return rpc.disconnect({ ref: refOf(step.session) });
  }
}

/** A build and its status, cancelled after so many answers to other calls. @throws what it failed with before */
export async function cancelledBuild(client: ControllerClient, after: number, ref?: string): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const build = client.build({ contextPath: '.' }, { signal, ...(ref === undefined ? {} : { ref }) });
  const failure = build.then(
    () => undefined,
    (error: unknown) => (error === signal.reason ? undefined : { error }),
  );
  for (let trip = 0; trip < after; trip++) await client.rpc.info();
  controller.abort();
  const failed = await failure;
  if (failed !== undefined) throw failed.error;
}

/** A shell that says something, and exits with a code; what it says must come back. */
async function invoke({ rpc }: ControllerClient, ref: string, text: string, code: number): Promise<void> {
  const call = rpc.invoke();
  const entrypoint = ['/bin/sh', '-c', `echo '${text}'; exit ${code}`];
  void call.send({ kind: 'init', ref, processId: `p${code}`, invokeConfig: { entrypoint, tty: true } });
  const status = await call.status;
  const said = Buffer.concat(
    call.messages.flatMap((message) => (message.kind === 'file' ? [message.data] : [])),
  ).toString();
  if (status.message.endsWith(`exit code: ${code}`) && !said.includes(text)) {
    throw new Error(`a shell said ${JSON.stringify(said)} in place of ${JSON.stringify(text)}`);
  }
}
