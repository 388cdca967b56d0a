import type { Outcome } from '../outcome.js';

/** Of each promise that was broken the first time, and the command that shows it again; empty when all held. */
export function breakagesOf(outcomes: readonly Outcome[], seconds: number): string {
  return outcomes
    .flatMap(({ name, broken, first }) => {
      if (first === undefined) return [];
      const span = first.rounds === undefined ? `--seconds ${seconds}` : `--rounds ${first.rounds}`;
      const again = `npm run torture -- --only ${name} --seed ${first.seed} ${span}`;
      return [
        `${name} broke ${broken} times, first with the seed ${first.seed}:\n  ${indented(first.what)}\n  again: ${again}\n`,
      ];
    })
    .join('\n');
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n  ');
}
