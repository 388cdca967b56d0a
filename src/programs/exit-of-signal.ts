import { fatalSignals } from '../scenarios/model/fatal-signals.js';

/** What a shell reports of a program that a signal ended; `SIG` may be left out. Undefined for signals that end none. */
export function exitOfSignal(name: string): number | undefined {
  const full = name.startsWith('SIG') ? name : `SIG${name}`;
  return Object.hasOwn(fatalSignals, full) ? 128 + fatalSignals[full as keyof typeof fatalSignals] : undefined;
}
