import type { Progress } from '../engine/run/options.js';

/**
 * Says in one line what is being checked and what the run has come to: `[12/152] 340 runs, 81/s, depth 9.1 (most 44), 1
 * violated: BUILD-003 …`.
 */
export function progressText({ requirement, index, total, round, tally, leftMs }: Progress<never>): string {
  const { runs, elapsedMs, depth, violated } = tally;
  const rate = Math.round(runs / Math.max(elapsedMs / 1000, 0.001));
  const facts = [
    ...(leftMs === undefined ? [] : [`${durationText(leftMs)} left`]),
    `${runs} runs`,
    `${rate}/s`,
    `depth ${depth.mean.toFixed(1)} (most ${depth.most})`,
    `${violated} violated`,
  ];
  const place = round === 0 ? `${index + 1}/${total}` : `${index + 1}/${total}, round ${round + 1}`;
  return `[${place}] ${facts.join(', ')}: ${requirement.id} ${requirement.title}`;
}

/** Shows a time as `9m05s` or `14s`. */
function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const rest = seconds % 60;
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(rest).padStart(2, '0')}s`;
}
