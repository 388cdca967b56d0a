import { randomInt } from 'node:crypto';

const length = 25;
const digits = 36;

/**
 * Makes a session ref of the form that buildx chooses: 25 characters of base 36.
 *
 * @param digit draws one, from 0 to 35; default: by chance
 */
export function newSessionRef(digit: () => number = () => randomInt(digits)): string {
  return Array.from({ length }, () => digit().toString(digits)).join('');
}
