import { DockerfileError } from '../dockerfile-error.js';
import { expand, type Variables } from '../expansion/expand.js';
import type { ExpandOptions } from '../expansion/expander.js';
import type { Scope } from './scope.js';

/** An instruction as its vertex shows it, with variables replaced if they can be. */
export function nameWith(
  { planning, state }: Scope,
  code: string,
  options: ExpandOptions = {},
  env: Variables = state.env,
): string {
  try {
    return expand(code, env, { escape: planning.escape, ...options }).text;
  } catch (error) {
    if (error instanceof DockerfileError) return code;
    throw error;
  }
}
