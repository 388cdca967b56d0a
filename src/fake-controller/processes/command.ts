import { behaves } from '../../protocol/behaviour.js';
import type { InvokeConfig } from '../../protocol/messages.js';
import type { Revision } from '../../protocol/revision.js';
import type { LeftBehind } from '../../playback/results/build-result.js';

/**
 * What a process runs: what its client gave, completed from the image or the failed step (docs/real-controller.md §6).
 */
export function commandLine(config: InvokeConfig, result: LeftBehind, revision: Revision): readonly string[] {
  const given = [...config.entrypoint, ...config.cmd];
  if (!behaves(revision, 'imagesGiveCommands')) return given;
  if (result.state === 'failed') return given.length > 0 ? given : result.step;
  const { image } = result;
  const entrypoint = config.entrypoint.length > 0 ? config.entrypoint : (image.entrypoint ?? []);
  const isImages = behaves(revision, 'imagesGiveCommandsForEmptyOnes') ? config.cmd.length === 0 : config.noCmd;
  const cmd = isImages ? (image.cmd ?? []) : config.cmd;
  return [...entrypoint, ...cmd];
}
