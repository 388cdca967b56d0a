import type { Duration } from '../../time/duration.js';
import type { Bytes } from '../model/bytes.js';
import type { FatalSignal } from '../model/fatal-signals.js';
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

/** The program comes to a barrier, and is held there until that is released. */
export function barrier(name: string): ProgramStep {
  return { barrier: name };
}

/** The program releases a barrier. */
export function release(name: string): ProgramStep {
  return { release: name };
}

/** The program reads no more from its stdin, so that its client is held back in the end, and goes on. */
export function stallStdin(): ProgramStep {
  return { stall: 'stdin' };
}

/** The program closes its stdin: what comes is lost. */
export function closeStdin(): ProgramStep {
  return { close: 'stdin' };
}

/** The program crashes, as by this signal. Default `'SIGKILL'`: exit code 137, as when memory runs out. */
export function fail(signal: FatalSignal = 'SIGKILL'): ProgramStep {
  return { fail: signal };
}

/** The program does nothing more, for ever: it ends only when it is killed. */
export function stall(): ProgramStep {
  return { stall: true };
}
