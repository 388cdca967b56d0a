import { complaints } from '../lint/rules.js';
import type { Scope } from './scope.js';

const word = (words: string): RegExp => new RegExp(`(?:_|^)(?:${words})(?:_|$)`, 'i');

const secret = word('apikey|auth|credential|credentials|key|password|pword|passwd|secret|token');
const harmless = word('public|file|version');

/** Reports a variable that, by its name, holds a secret: the image would keep it. */
export function reportSecret({ linter, command }: Scope, keyword: 'ARG' | 'ENV', name: string): void {
  if (secret.test(name) && !harmless.test(name))
    linter.report(
      'secretsUsedInArgOrEnv',
      command.instruction.location,
      complaints.secretsUsedInArgOrEnv(keyword, name),
    );
}
