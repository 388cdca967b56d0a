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
    await shows(first, prompt);
    await type(first, 'touch /here; echo I am $$\n');
    // What is on its way when the second attaches could come to either.
    await shows(first, `I am 1\r\n~ ${prompt}`);
    const second = await start(client, { kind: 'init', ref, processId: 'shell' });
    await first.status;
    await type(second, 'ls /here\n');
    await shows(second, `\n/here\r\n~ ${prompt}`);
    const third = await start(client, {
      kind: 'init',
      ref,
      processId: 'new shell',
      invokeConfig: { ...shell, rollback: true },
    });
    await second.status;
    await shows(third, prompt);
    await type(third, 'ls /here\n');
    await shows(third, `No such file or directory\r\n~ ${prompt}`);
    await type(third, 'exit 3\n');
    await third.status;
    await client.rpc.disconnect({ ref });
  },
};

/** The shell's prompt, and its question where the cursor is, with which its output ends. */
const prompt = '# \u001b[6n';

const shell: Init<InvokeConfig> = { entrypoint: ['/bin/sh'], tty: true };

async function start(client: ControllerClient, init: Init<InvokeMessage>): Promise<Invoke> {
  const call = client.rpc.invoke();
  await call.send(init);
  return call;
}

async function type(call: Invoke, keys: string): Promise<void> {
  await call.send({ kind: 'file', fd: 0, data: new TextEncoder().encode(keys) });
}

async function shows(call: Invoke, wanted: string): Promise<void> {
  const found = await call.find(() => text(call).includes(wanted));
  if (found === undefined) throw new Error(`never showed ${JSON.stringify(wanted)}: ${JSON.stringify(text(call))}`);
}

function text(call: Invoke): string {
  return Buffer.concat(call.messages.flatMap((m) => (m.kind === 'file' ? [m.data] : []))).toString();
}
