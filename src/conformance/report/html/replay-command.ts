import type { Counterexample, Report } from '../../engine/report.js';

/** The command that runs the suite against the target of a report, as far as the report tells. */
export function commandFor({ target: { kind, address } }: Report): string {
  const target = kind === 'address' ? ` --target ${address}` : kind === 'container' ? ' --target container' : '';
  return `buildx-testkit conformance${target}`;
}

/** The command that shows a counterexample again. */
export function replayCommand(command: string, id: string, { seed, path }: Counterexample): string {
  return `${command} --only ${id} --seed ${seed}${path === '' ? '' : ` --path ${path}`}`;
}
