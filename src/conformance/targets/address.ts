import { ControllerClient, type ControllerClientOptions } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import type { BuildxVersion } from '../../protocol/messages.js';
import { recogniseRevision } from '../../protocol/recognise-revision.js';
import { defaultRevision, revisions, type Revision } from '../../protocol/revision.js';
import { statusCodes } from '../../protocol/status-code.js';
import { RealClock } from '../../time/real-clock.js';
import { ConfigurationError } from '../engine/configuration-error.js';
import { defaultFixtures } from '../fixtures/default-fixtures.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import { pulse } from '../trial/pulse.js';
import { showStatus } from '../trial/steps.js';
import type { Target } from '../engine/target.js';
import { TargetUnreachableError } from '../engine/target-unreachable-error.js';
import { accepts } from './accepts.js';
import { runCommand } from './run-command.js';

/**
 * How a controller at an address is tested.
 *
 * @since 0.1.0
 */
export interface AddressTargetOptions {
  /** The revision of the protocol. Default: told from the controller's `Info`. */
  readonly revision?: Revision;
  /**
   * Builds and programs of known behaviour on it. Default: {@link defaultFixtures}, those of the project's own
   * container.
   */
  readonly fixtures?: Fixtures;
  /**
   * A shell command that stops the controller, dead or alive, and starts it again. Default: none, so that what needs a
   * restart is skipped.
   */
  readonly restartCommand?: string;
  /** How long the controller may take to answer for the first time, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
}

/** How long is waited between two looks whether a restarted controller answers yet, in milliseconds. */
const restartPollMs = 50;

/**
 * Makes a target of a controller that listens at `unix:///path`, `tcp://host:port` or `host:port`.
 *
 * @throws TargetUnreachableError when no controller answers there; ConfigurationError when its revision cannot be told.
 * @example const report = await runConformance(await addressTarget('unix:///run/controller.sock'));
 * @since 0.1.0
 */
export async function addressTarget(address: string, options: AddressTargetOptions = {}): Promise<Target> {
  const { fixtures = defaultFixtures, restartCommand, timeoutMs = 10_000 } = options;
  // Info is the same in every revision, so any will do.
  const info = await askInfo(address, timeoutMs);
  const revision = options.revision ?? recognised(address, info);
  const target: Target = {
    kind: 'address',
    address,
    revision,
    info,
    fixtures,
    connect: async (client?: Pick<ControllerClientOptions, 'observer'>) =>
      ControllerClient.connect(address, { ...client, revision }),
    close: async () => {},
  };
  if (restartCommand === undefined) return target;
  return { ...target, restart: () => restart(target, restartCommand, timeoutMs) };
}

async function askInfo(address: string, timeoutMs: number): Promise<BuildxVersion> {
  const client = ControllerClient.connect(address, { revision: defaultRevision });
  try {
    const { buildxVersion } = await client.rpc.info({}, { deadlineMs: timeoutMs });
    return buildxVersion ?? { package: '', version: '', revision: '' };
  } catch (error) {
    if (error instanceof RpcError) throw await unreachable(address, error);
    throw error;
  } finally {
    await client.close();
  }
}

async function unreachable(address: string, error: RpcError): Promise<TargetUnreachableError> {
  const { status } = error;
  const explain = (text: string): TargetUnreachableError => new TargetUnreachableError(text, { cause: error });
  if (status.code === statusCodes.UNIMPLEMENTED) {
    return explain(
      `${address} speaks gRPC but has no buildx.controller.v1.Controller: give the address of a controller`,
    );
  }
  const refusal = await accepts(address);
  if (refusal !== undefined)
    return explain(`nothing answers at ${address} (${refusal}): start the controller, or check the address`);
  if (status.code === statusCodes.DEADLINE_EXCEEDED) {
    return explain(`${address} accepts connections but does not answer Info: is it a controller?`);
  }
  return explain(
    `what listens at ${address} does not answer as a gRPC server (${showStatus(status)}): give the address of a controller`,
  );
}

function recognised(address: string, info: BuildxVersion): Revision {
  const revision = recogniseRevision(info);
  if (revision !== undefined) return revision;
  throw new ConfigurationError(
    `the controller at ${address} calls itself ${JSON.stringify(`${info.package} ${info.version} ${info.revision}`)}, ` +
      `whose protocol is not known: pass --revision (${revisions.join(', ')})`,
  );
}

async function restart(target: Target, command: string, timeoutMs: number): Promise<void> {
  await runCommand(command);
  const clock = new RealClock();
  const giveUp = clock.now + timeoutMs;
  for (;;) {
    const death = await pulse(target, clock, timeoutMs);
    if (death === undefined) return;
    if (clock.now > giveUp)
      throw new TargetUnreachableError(`${target.address} does not answer after ${JSON.stringify(command)}: ${death}`);
    await new Promise<void>((resolve) => {
      clock.after(restartPollMs, 'restart', resolve);
    });
  }
}
