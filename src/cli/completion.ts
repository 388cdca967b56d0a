import { Argument, type Command } from 'commander';
import { bashCompletion } from './completion/bash.js';
import { fishCompletion } from './completion/fish.js';
import { type Place, placesOf } from './completion/places.js';
import { zshCompletion } from './completion/zsh.js';
import type { Io } from './io.js';

const shells: Readonly<Record<string, (places: readonly Place[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

const examples = `
Examples:
  eval "$(buildx-testkit completion bash)"
      for this shell; put the line into ~/.bashrc for every one
  buildx-testkit completion zsh > ~/.buildx-testkit.zsh
      a file for ~/.zshrc to source
  buildx-testkit completion fish > ~/.config/fish/completions/buildx-testkit.fish
      where fish finds it
`;

/** Adds the verb `completion`. */
export function addCompletion(program: Command, io: Io): void {
  program
    .command('completion')
    .addArgument(new Argument('<SHELL>', 'whose words it is in').choices(Object.keys(shells)))
    .summary('print what completes verbs and options in a shell')
    .description('Prints a script with which a shell completes verbs, options and their values, when Tab is pressed.')
    .addHelpText('after', examples)
    .action((shell: string) => void io.out.write(shells[shell]?.(placesOf(program)) ?? ''));
}
