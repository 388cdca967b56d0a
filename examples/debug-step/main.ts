/**
 * Builds a directory through a controller and, when a step fails, opens a process in what the step has left, at this terminal:
 *
 *     node main.js ADDRESS CONTEXT [-- COMMAND [ARGUMENT...]]
 *     node main.js ADDRESS --attach REF PROCESS                   after Ctrl-a d
 *
 * It ends with the exit code of the process; with 0 when the build succeeds or the process is left, 1 when a build failed in which
 * nothing can be started, 2 when it was called wrongly.
 */
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ServiceError } from '@grpc/grpc-js';
import { connect, type ControllerClient } from '../controller-client/connect.js';
import { disconnect, followBuild } from '../controller-client/follow-build.js';
import { debugTerminal } from './debug-terminal.js';

const help = 'Ctrl-a d leaves the process, Ctrl-a r begins anew, Ctrl-a i begins anew before the failed step';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const dashes = args.includes('--') ? args.indexOf('--') : args.length;
  const { positionals, values } = parseArgs({
    args: args.slice(0, dashes),
    allowPositionals: true,
    options: { attach: { type: 'boolean', default: false } },
  });
  const [address, first = '.', processId] = positionals;
  if (address === undefined || (values.attach && processId === undefined)) {
    console.error('usage: main.js ADDRESS CONTEXT [-- COMMAND...], or main.js ADDRESS --attach REF PROCESS');
    return 2;
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.error('main.js: standard input and output are to be a terminal');
    return 2;
  }
  const command = args.slice(dashes + 1);
  const client = connect(address);
  try {
    if (values.attach) return await debug(client, first, command, processId);
    const ref = randomUUID();
    const failure = await build(client, ref, resolve(first));
    if (failure !== undefined && leftResult(failure)) return await debug(client, ref, command);
    await disconnect(client, ref);
    return failure === undefined ? 0 : 1;
  } finally {
    client.close();
  }
}

async function build(client: ControllerClient, ref: string, context: string): Promise<ServiceError | undefined> {
  const shown = new Set<string>();
  const failure = await followBuild(client, { ref, options: { ContextPath: context } }, ({ vertexes, logs }) => {
    for (const { digest, name, started } of vertexes) {
      if (started === null || shown.has(digest)) continue;
      shown.add(digest);
      process.stderr.write(`${name}\n`);
    }
    for (const { msg } of logs) process.stderr.write(msg);
  });
  if (failure !== undefined) process.stderr.write(`${failure.details}\n`);
  return failure;
}

/**
 * Whether processes can be started in what the build has left. A server asked for one in a session without a result dies, so
 * this is not to be tried out. The error has a detail then, whose type stands in the trailer as it is.
 */
function leftResult({ metadata }: ServiceError): boolean {
  const [details] = metadata.get('grpc-status-details-bin');
  return Buffer.isBuffer(details) && details.includes('github.com/docker/buildx/errdefs.Build+json');
}

async function debug(
  client: ControllerClient,
  ref: string,
  command: readonly string[],
  processId?: string,
): Promise<number> {
  process.stderr.write(`${help}\n`);
  const outcome = await debugTerminal(client, {
    ref,
    command: command.length === 0 ? ['/bin/sh'] : command,
    processId,
    input: process.stdin,
    output: process.stdout,
  });
  if ('detachedFrom' in outcome) {
    process.stderr.write(`\nit goes on: main.js ADDRESS --attach ${ref} ${outcome.detachedFrom}\n`);
    return 0;
  }
  await disconnect(client, ref);
  return outcome.exitCode;
}
