import { randomBytes } from 'node:crypto';

const length = 25;

/** Makes a fresh session ref of the form that buildx chooses: 25 characters of base 36. */
export function newSessionRef(): string {
  const number = BigInt(`0x${randomBytes(length).toString('hex')}`);
  return number.toString(36).padStart(length, '0').slice(-length);
}
