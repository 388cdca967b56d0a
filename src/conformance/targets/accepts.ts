import { connect, type NetConnectOpts } from 'node:net';

/** Why no connection can be made to a socket; undefined when one can. */
export function accepts(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(endpointOf(address));
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

function endpointOf(address: string): NetConnectOpts {
  const path = /^unix:(?:\/\/)?(.+)$/.exec(address)?.[1];
  if (path !== undefined) return { path };
  const [, host = '', port = ''] = /^(?:tcp:\/\/)?(.*):(\d+)$/.exec(address) ?? [];
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}
