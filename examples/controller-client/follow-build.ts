import type { ServiceError } from '@grpc/grpc-js';
import type { ControllerClient } from './connect.js';
import type { StatusResponse } from './messages.js';

/**
 * Builds, and tells each message of its progress as it comes. Resolves when everything was told: to the error of the build, or
 * to undefined. The session stays, so that processes can be started in what was built; {@link disconnect} ends it.
 */
export async function followBuild(
  client: ControllerClient,
  { ref, options }: { readonly ref: string; readonly options: object },
  onStatus: (status: StatusResponse) => void,
): Promise<ServiceError | undefined> {
  // Status is opened first: one that came after a short build had ended would wait for the next build of this session.
  const status = client.Status({ Ref: ref });
  let messages = 0;
  status.on('data', (message: StatusResponse) => {
    messages += 1;
    onStatus(message);
  });
  const ended = new Promise<void>((resolve) => {
    // What ended the progress matters to nobody, since Build tells how the build ended.
    status.on('error', () => resolve());
    status.on('end', () => resolve());
  });
  const error = await failureOf((answered) => client.Build({ Ref: ref, Options: options }, answered));
  if (error !== undefined && messages === 0) {
    // A build that was refused has no progress, and its Status may wait for ever. Before Info is answered, whatever was
    // said of this build has been sent.
    await failureOf((answered) => client.Info({}, answered));
    if (messages === 0) status.cancel();
  }
  await ended;
  return error;
}

/** Ends a session; one whose build has failed stays on the server, too, until somebody does. */
export async function disconnect(client: ControllerClient, ref: string): Promise<void> {
  await failureOf((answered) => client.Disconnect({ Ref: ref }, answered));
}

/** The error with which a call was answered; undefined when it succeeded. */
function failureOf(call: (answered: (error: ServiceError | null) => void) => void): Promise<ServiceError | undefined> {
  return new Promise((resolve) => call((error) => resolve(error ?? undefined)));
}
