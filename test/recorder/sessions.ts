import type { ControllerClient, Call } from '../../src/client/controller-client.js';
import { BuildFailedError } from '../../src/client/build-failed-error.js';
import type { InvokeConfig, InvokeMessage, Init } from '../../src/protocol/messages.js';

/** What a client does, the same with every controller. */
export type Session = (client: ControllerClient, ref: string) => Promise<void>;

type Invoke = Call<InvokeMessage, InvokeMessage>;

/** Client programs whose runs are recorded; the names are those of the catalogue's files. */
export const sessions: Readonly<Record<'good-build' | 'failing-build' | 'interactive-shell', Session>> = {
  'good-build': async (client, ref) => {
    await client.build({ contextPath: '/fixtures/succeeds' }, { ref });
    await client.rpc.disconnect({ ref });
  },
  'failing-build': async (client, ref) => {
    const failure: unknown = await client.build({ contextPath: '/fixtures/fails' }, { ref }).catch((e: unknown) => e);
    if (!(failure instanceof BuildFailedError)) throw new Error('the build did not fail', { cause: failure });
    await client.rpc.disconnect({ ref });
  },
  'interactive-shell': async (client, ref) => {
    await client.build({ contextPath: '/fixtures/succeeds' }, { ref });
    const first = await start(client, { kind: 'init', ref, processId: 'shell', invokeConfig: shell });
    await shows(first, '# ');
    await type(first, 'touch /here; echo I am $$\n');
    await shows(first, 'I am 1\r\n');
    const second = await start(client, { kind: 'init', ref, processId: 'shell' });
    await first.status;
    await type(second, 'ls /here\n');
    await shows(second, '\n/here\r\n');
    // The last prompt has come, too.
    await shows(second, '# ', text(second).indexOf('\n/here\r\n'));
    const third = await start(client, {
      kind: 'init',
      ref,
      processId: 'new shell',
      invokeConfig: { ...shell, rollback: true },
    });
    await second.status;
    await shows(third, '# ');
    await type(third, 'ls /here\n');
    await shows(third, 'No such file');
    await shows(third, '# ', text(third).indexOf('No such file'));
    await type(third, 'exit 3\n');
    await third.status;
    await client.rpc.disconnect({ ref });
  },
};

const shell: Init<InvokeConfig> = { entrypoint: ['/bin/sh'], tty: true };

async function start(client: ControllerClient, init: Init<InvokeMessage>): Promise<Invoke> {
  const call = client.rpc.invoke();
  await call.send(init);
  return call;
}

async function type(call: Invoke, keys: string): Promise<void> {
  await call.send({ kind: 'file', fd: 0, data: new TextEncoder().encode(keys) });
}

async function shows(call: Invoke, wanted: string, from = 0): Promise<void> {
  const found = await call.find(() => text(call).includes(wanted, from));
  if (found === undefined) throw new Error(`never showed ${JSON.stringify(wanted)}: ${JSON.stringify(text(call))}`);
}

function text(call: Invoke): string {
  return Buffer.concat(call.messages.flatMap((m) => (m.kind === 'file' ? [m.data] : []))).toString();
}
