import { connect } from 'node:net';

/** Errors of connecting to a socket file whose server is gone. */
const gone: readonly string[] = ['ECONNREFUSED', 'ENOENT'];

/** Whether a server listens on a unix socket; also true when that cannot be told, for want of permission. */
export function serverBehind(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(!gone.includes(error.code ?? '')));
  });
}
