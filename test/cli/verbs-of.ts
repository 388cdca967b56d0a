import type { Command } from 'commander';

/** The words of every verb of a program, the program itself first. */
export function verbsOf({ commands }: Command): readonly (readonly string[])[] {
  return [[], ...commands.flatMap((verb) => verbsOf(verb).map((below) => [verb.name(), ...below]))];
}
