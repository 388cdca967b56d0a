import { ScenarioError } from '../scenario-error.js';

/** Matches what stands before a step's command: `[…] `, and `RUN` with its flags. */
const beforeCommand = /^(?:\[[^\]]*\] )?(?:RUN (?:--\S+ )*)?/;

/**
 * The real server's text for a step whose process exits with a code other than 0 (docs/real-controller.md §8.5).
 * @throws ScenarioError when the code is none that a failed process has.
 */
export function exitText(vertexName: string, code: number): string {
  if (!Number.isInteger(code) || code < 1 || code > 255) {
    throw new ScenarioError([
      { path: vertexName, message: `a step does not fail with exit code ${code}: give 1 to 255` },
    ]);
  }
  const command = vertexName.replace(beforeCommand, '');
  return exitTextOf(execForm(command) ?? `/bin/sh -c ${command}`, code);
}

/** The same for a process of which all arguments are known. */
export function exitTextOf(command: string, code: number): string {
  return `process ${JSON.stringify(command)} did not complete successfully: exit code: ${code}`;
}

/** The command of `RUN ["make", "all"]`, which runs without a shell; undefined when it is not of this form. */
function execForm(command: string): string | undefined {
  if (!command.startsWith('[')) return undefined;
  try {
    const args: unknown = JSON.parse(command);
    return Array.isArray(args) && args.every((arg) => typeof arg === 'string') ? args.join(' ') : undefined;
  } catch {
    return undefined;
  }
}
