import { connect } from 'node:net';
import { parseAddress } from '../../client/address.js';

const refusals: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such socket',
  ECONNREFUSED: 'the connection was refused',
  EACCES: 'permission denied',
  ENOTFOUND: 'there is no such host',
};

/**
 * Says why no connection can be made to an address; undefined when one can.
 * @throws AddressError
 */
export function accepts(address: string): Promise<string | undefined> {
  const endpoint = parseAddress(address);
  return new Promise((resolve) => {
    const socket = connect(
      endpoint.kind === 'unix' ? { path: endpoint.path } : { host: endpoint.host, port: endpoint.port },
    );
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(refusals[error.code ?? ''] ?? error.message));
  });
}
