import { ConfigurationError } from './configuration-error.js';
import { show } from '../../words/show.js';

/**
 * Gives the number again.
 * @throws ConfigurationError unless it is a whole one from `least` to `most`.
 */
export function wholeNumber(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  throw new ConfigurationError(`bad ${name} ${show(value)}: give a whole number ${range}`);
}
