import { ConfigurationError } from './configuration-error.js';

/**
 * Gives the number again.
 * @throws ConfigurationError unless it is a whole one from `least` to `most`.
 */
export function wholeNumber(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new ConfigurationError(`bad ${name} ${value}: give a whole number of ${least} or more`);
}
