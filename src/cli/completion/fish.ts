import type { Place } from './places.js';

/** A script for fish, to be sourced: a line for each place, and one for each option with values. */
export function fishCompletion(places: readonly Place[]): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  const lines = places.flatMap(({ path, words, values }) => [
    `complete -c buildx-testkit -n '__buildx_testkit_at "${path}"' -a '${words.join(' ')}'`,
    ...Object.entries(values)
      .filter(([, choices]) => choices.length > 0)
      .map(
        ([flag, choices]) =>
          `complete -c buildx-testkit -n '__buildx_testkit_at "${path}"' -l ${flag.replace(/^--/, '')} -x -a '${choices.join(' ')}'`,
      ),
  ]);
  return `# The completion of buildx-testkit for fish: buildx-testkit completion fish | source
function __buildx_testkit_at
    set -l path ''
    for word in (commandline -opc)[2..]
        set -l next (string trim "$path $word")
        contains -- "$next" ${paths.join(' ')}; and set path "$next"
    end
    test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}
