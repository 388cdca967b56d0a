import type { Place } from './places.js';

/** A script for bash, to be sourced. It knows by itself where in the tree the cursor is: nothing is run for it. */
export function bashCompletion(places: readonly Place[]): string {
  const values = places.flatMap(({ path, values: of }) =>
    Object.entries(of).map(([flag, words]) => `    '${path} ${flag}') values='${words.join(' ')}' ;;`),
  );
  const words = places.map(({ path, words: of }) => `    '${path}') words='${of.join(' ')}' ;;`);
  const verbs = places.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# The completion of buildx-testkit for bash: eval "$(buildx-testkit completion bash)"
_buildx_testkit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path='' next word words='' values='' taken=yes
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    case "$next" in
    ${verbs.join(' | ')}) path="$next" ;;
    esac
  done
  case "$path $before" in
${values.join('\n')}
    *) taken='' ;;
  esac
  # A value that may be any is probably a file, for which bash itself is asked.
  if [[ -n $taken ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
    return
  fi
  case "$path" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _buildx_testkit buildx-testkit
`;
}
