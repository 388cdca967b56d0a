import { fatalSignals } from '../scenarios/model/fatal-signals.js';

/**
 * The exit code that a shell reports of a program that a signal ended; undefined for signals that end none. `SIG` may
 * be left out of the name.
 */
export function exitOfSignal(name: string): number | undefined {
  const full = name.startsWith('SIG') ? name : `SIG${name}`;
  return Object.hasOwn(fatalSignals, full) ? 128 + fatalSignals[full as keyof typeof fatalSignals] : undefined;
}
