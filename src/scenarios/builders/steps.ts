import type { Duration } from '../../time/duration.js';
import type { Bytes } from '../model/vertex-script.js';
import type { ProgramStep } from '../model/program-script.js';
import { toData } from '../to-data.js';
import type { Written } from '../written.js';

/**
 * The program ends with this code, 0 to 255; in a reaction also with what a group of its pattern matched.
 * @example program('/bin/sh').on(/^exit (\d+)\n/, exit('$1'))
 */
export function exit(code: number | string): ProgramStep {
  return { exit: code };
}

/** The program writes to stdout, or to `fd` 2. In a reaction, `$1`, `$2` … stand for the groups of its pattern. */
export function send(text: Written<Bytes>, options: { readonly fd?: 1 | 2 } = {}): ProgramStep {
  return { send: toData<Bytes>(text), ...options };
}

/** The program does nothing for so long. */
export function wait(duration: Duration): ProgramStep {
  return { wait: duration };
}

/** The program does nothing more, for ever: it ends only when it is killed. */
export function stall(): ProgramStep {
  return { stall: true };
}
