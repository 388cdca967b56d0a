import { bashCompletion } from './bash.js';
import type { Place } from './places.js';

/** A script for zsh, which reads that of bash. */
export function zshCompletion(places: readonly Place[]): string {
  return `# The completion of buildx-testkit for zsh: eval "$(buildx-testkit completion zsh)"
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bashCompletion(places)}`;
}
