import { spawn } from 'node:child_process';
import { ConfigurationError } from '../engine/configuration-error.js';

/**
 * Runs a command by the shell until it exits. What it leaves in the background may go on. It writes its errors where
 * the suite does.
 * @throws ConfigurationError when it fails.
 */
export function runCommand(command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
    const fail = (how: string): void => reject(new ConfigurationError(`the command ${JSON.stringify(command)} ${how}`));
    child.once('error', (error) => fail(`cannot be run: ${error.message}`));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else fail(signal === null ? `failed with exit code ${code}` : `was ended by ${signal}`);
    });
  });
}
