import type { Command, Option } from 'commander';

/** What may follow some words of a command line. */
export interface Place {
  /** The words before, such as `conformance merge`; empty for the program itself. */
  readonly path: string;
  /** Verbs, options, and the values of arguments that are choices. */
  readonly words: readonly string[];
  /** The values that may follow an option, where they are choices; an empty list where it takes any. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Every place in the tree of a program, the program itself first. */
export function placesOf(command: Command, path: readonly string[] = []): readonly Place[] {
  const { commands, registeredArguments } = command;
  const options = command.createHelp().visibleOptions(command);
  return [
    {
      path: path.join(' '),
      words: [
        ...commands.map((verb) => verb.name()),
        ...registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
        ...options.flatMap(flagsOf),
      ],
      values: Object.fromEntries(
        options
          .filter(({ required }) => required)
          .flatMap((option) => flagsOf(option).map((flag) => [flag, option.argChoices ?? []] as const)),
      ),
    },
    ...commands.flatMap((verb) => placesOf(verb, [...path, verb.name()])),
  ];
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined);
}
