import { type StatusCodeName, statusCodes } from '../protocol/status-code.js';

/** The name of a status code that came over the wire; that of UNKNOWN where there is none. */
export function codeNamed(code: number): Exclude<StatusCodeName, 'OK'> {
  const [name = 'UNKNOWN'] = Object.entries(statusCodes).find(([, number]) => number === code) ?? [];
  return name === 'OK' ? 'UNKNOWN' : (name as Exclude<StatusCodeName, 'OK'>);
}
