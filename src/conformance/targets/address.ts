import { ControllerClient, type ControllerClientOptions } from '../../client/controller-client.js';
import { RpcError } from '../../client/rpc-error.js';
import type { RpcStatus } from '../../client/rpc-status.js';
import type { BuildxVersion } from '../../protocol/messages.js';
import { recogniseRevision } from '../../protocol/recognise-revision.js';
import { parseRevision, type RevisionName } from '../../protocol/parse-revision.js';
import { defaultRevision, revisions, type Revision } from '../../protocol/revision.js';
import { statusCodes } from '../../protocol/status-code.js';
import { keepAlive } from '../../time/keep-alive.js';
import { RealClock } from '../../time/real-clock.js';
import { isObject } from '../../protocol/is-object.js';
import { rule, whole, type OptionRules } from '../../options/rules.js';
import { assertOptions } from '../engine/assert-options.js';
import { ConfigurationError } from '../engine/configuration-error.js';
import { defaultFixtures } from '../fixtures/default-fixtures.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import { isRefusal } from '../engine/flakiness.js';
import { askPatiently } from '../engine/patience.js';
import { pulse } from '../trial/pulse.js';
import { statusText } from '../../protocol/status-text.js';
import type { Target } from '../trial/target.js';
import { TargetUnreachableError } from './target-unreachable-error.js';
import { accepts } from './accepts.js';
import { fittingRevisions } from './fitting-revisions.js';
import { runCommand } from './run-command.js';

/**
 * How a controller at an address is tested.
 *
 * @since 0.1.0
 */
export interface AddressTargetOptions {
  /** The protocol: a revision, or a release that speaks it. Default: told from the controller's `Info` and its answers. */
  readonly revision?: RevisionName;
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

/** What its options may be. */
export const addressRules: OptionRules<AddressTargetOptions> = {
  revision: rule(`a revision (${revisions.join(', ')}) or a release that speaks one`, isRevisionName),
  fixtures: rule('{ builds, programs? }', (value) => isObject(value) && isObject(value['builds'])),
  restartCommand: rule('a shell command', (value) => typeof value === 'string' && value.trim() !== ''),
  timeoutMs: whole(1),
};

/** How long is waited between two looks whether a restarted controller answers yet, in milliseconds. */
const restartPollMs = 50;

/**
 * Makes a target of a controller that listens at `unix:///path`, `tcp://host:port` or `host:port`.
 *
 * @throws TargetUnreachableError when no controller answers there, though it was asked for a fair time;
 * ConfigurationError when its revision cannot be told, and for options that make no sense.
 * @example const report = await runConformance(await addressTarget('unix:///run/controller.sock'));
 * @since 0.1.0
 */
export async function addressTarget(address: string, options: AddressTargetOptions = {}): Promise<Target> {
  assertOptions(options, addressRules);
  const { fixtures = defaultFixtures, restartCommand, timeoutMs = 10_000 } = options;
  // Info is the same in every revision, so any will do.
  const { info, refusals } = await askInfo(address, timeoutMs);
  const revision =
    options.revision === undefined ? await recognised(address, info, timeoutMs) : parseRevision(options.revision);
  const target: Target = {
    kind: 'address',
    address,
    revision,
    info,
    ...(refusals.length === 0 ? {} : { refusals }),
    fixtures,
    connect: async (client?: Pick<ControllerClientOptions, 'observer'>) =>
      ControllerClient.connect(address, { ...client, revision }),
    close: async () => {},
  };
  if (restartCommand === undefined) return target;
  return { ...target, restart: () => restart(target, restartCommand, timeoutMs) };
}

interface Introduction {
  readonly info: BuildxVersion;
  /** How it was asked in vain before. */
  readonly refusals: readonly RpcStatus[];
}

async function askInfo(address: string, timeoutMs: number): Promise<Introduction> {
  const errors: RpcError[] = [];
  const { answer } = await askPatiently<BuildxVersion>(new RealClock(), timeoutMs, async () => {
    const client = ControllerClient.connect(address, { revision: defaultRevision });
    try {
      const { buildxVersion } = await client.rpc.info({}, { deadlineMs: timeoutMs });
      return buildxVersion ?? { package: '', version: '', revision: '' };
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      if (!isRefusal(error.status)) throw await unreachable(address, error, errors.length + 1);
      errors.push(error);
      return statusText(error.status);
    } finally {
      await client.close();
    }
  });
  const last = errors.at(-1);
  if (answer !== undefined || last === undefined)
    return { info: answer ?? { package: '', version: '', revision: '' }, refusals: errors.map(({ status }) => status) };
  throw await unreachable(address, last, errors.length);
}

async function unreachable(address: string, error: RpcError, tries: number): Promise<TargetUnreachableError> {
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
  const seen = tries === 1 ? statusText(status) : `${tries} tries in vain, the last: ${statusText(status)}`;
  if (status.code === statusCodes.DEADLINE_EXCEEDED) {
    return explain(`${address} accepts connections but does not answer Info: is it a controller? (${seen})`);
  }
  // What the client says itself begins with the address.
  const isServers = isRefusal(status) && !status.message.startsWith(address);
  if (isServers) return explain(`the gRPC server at ${address} does not serve Info: is it ready? (${seen})`);
  return explain(
    `what listens at ${address} does not answer as a gRPC server (${seen}): give the address of a controller`,
  );
}

async function recognised(address: string, info: BuildxVersion, timeoutMs: number): Promise<Revision> {
  const revision = recogniseRevision(info);
  if (revision !== undefined) return revision;
  const client = ControllerClient.connect(address);
  let fitting: readonly Revision[];
  try {
    fitting = await fittingRevisions(client, timeoutMs);
  } finally {
    await client.close();
  }
  const [found, ...others] = fitting;
  if (found !== undefined && others.length === 0) return found;
  throw new ConfigurationError(
    `the controller at ${address} calls itself ${JSON.stringify(`${info.package} ${info.version} ${info.revision}`)}, ` +
      (found === undefined
        ? `whose protocol is not known, and answers as none does: pass --revision (${revisions.join(', ')})`
        : `whose protocol is not known, and answers as ${fitting.join(' and ')} do: pass --revision`),
  );
}

function isRevisionName(value: unknown): boolean {
  try {
    return typeof value === 'string' && parseRevision(value) !== undefined;
  } catch {
    return false;
  }
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
    await keepAlive(
      () =>
        new Promise<void>((resolve) => {
          clock.after(restartPollMs, 'restart', resolve);
        }),
    );
  }
}
