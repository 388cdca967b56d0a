import { didYouMean } from '../../words/nearest.js';
import { UsageError } from '../usage-error.js';
import type { ConformanceFlags } from './options.js';

/**
 * Refuses options that do not go together.
 * @throws UsageError
 */
export function assertSensible(flags: ConformanceFlags): void {
  assertTarget(flags);
  assertOneWay(flags);
  if (flags.json === true && flags.list !== true && flags.mutant !== 'list') {
    throw new UsageError('--json is for --list and --mutant list; the report as JSON is --report json=-');
  }
  if (flags.updateKnownFailing === true) assertWhole(flags);
}

function assertTarget({ target, quirks, restartCommand, fixtures, mutant }: ConformanceFlags): void {
  const isAddress = target !== 'fake' && target !== 'container';
  if (isAddress && !target.includes(':')) {
    const meant = didYouMean(target, ['fake', 'container']);
    throw new UsageError(
      `no target ${JSON.stringify(target)}${meant}: give fake, container, or an address (unix:///path, tcp://host:port, host:port)`,
    );
  }
  if (quirks !== undefined && target !== 'fake') throw new UsageError('--quirks is for --target fake: leave it out');
  if (mutant !== undefined && target !== 'fake') throw new UsageError('--mutant is for --target fake: leave it out');
  if (mutant !== undefined && quirks !== undefined) {
    throw new UsageError('a mutant has the quirks that it has: leave --quirks out');
  }
  if (restartCommand !== undefined && !isAddress) {
    throw new UsageError('--restart-command is for a target at an address: leave it out');
  }
  if (fixtures !== undefined && !isAddress) {
    throw new UsageError('--fixtures is for a target at an address: leave it out');
  }
}

/** Refuses options that say more than one of these: new input, a part of it, or input that is known. */
function assertOneWay({ replay, only, path, seed, shard, budget, list }: ConformanceFlags): void {
  if (path !== undefined && (only?.length !== 1 || seed === undefined)) {
    throw new UsageError('--path needs --only ID and --seed N: copy the command that the violation printed');
  }
  if (replay !== undefined && (only ?? path ?? seed) !== undefined) {
    throw new UsageError('--replay brings its own --only, --seed and --path: leave them out');
  }
  if ((replay ?? path) !== undefined && (shard ?? budget) !== undefined) {
    const [extra, reason] = shard === undefined ? ['--budget', 'each input once'] : ['--shard', 'all of it'];
    throw new UsageError(`${replay === undefined ? '--path' : '--replay'} runs ${reason}: leave ${extra} out`);
  }
  if (shard !== undefined && seed === undefined && list !== true) {
    throw new UsageError('--shard needs --seed N, the same for all shards');
  }
}

/**
 * Refuses to rewrite the known-failing file after a partial run, or one of a mutant: what a run did not look at must
 * not be taken out of the file, and what only a mutant does must not be put in.
 */
function assertWhole({
  knownFailing,
  only,
  skip,
  level,
  shard,
  path,
  replay,
  mutant,
  list,
  bail,
}: ConformanceFlags): void {
  if (knownFailing === undefined) throw new UsageError('--update-known-failing needs --known-failing FILE');
  const limits = { only, skip, level, shard, path, replay, mutant, list, bail };
  const [limit] = Object.entries(limits).find(([, value]) => value !== undefined) ?? [];
  if (limit === undefined) return;
  throw new UsageError(`--update-known-failing wants a run of everything: leave --${limit} out`);
}
