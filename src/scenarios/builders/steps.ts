import type { Duration } from '../../time/duration.js';
import type { Bytes } from '../model/bytes.js';
import type { FatalSignal } from '../model/fatal-signals.js';
import type { ProgramStep } from '../model/program-script.js';
import { toData } from '../to-data.js';
import type { Written } from '../written.js';

/**
 * The program ends with this code, 0 to 255; in a reaction also with what a group of its pattern matched.
 * @example program('/bin/sh').on(/^exit (\d+)\n/, exit('$1'))
 * @since 0.1.0
 */
export function exit(code: number | string): ProgramStep {
  return { exit: code };
}

/**
 * The program writes to stdout, or to `fd` 2. In a reaction, `$1`, `$2` … stand for the groups of its pattern.
 *
 * @since 0.1.0
 */
export function send(text: Written<Bytes>, options: { readonly fd?: 1 | 2 } = {}): ProgramStep {
  return { send: toData<Bytes>(text), ...options };
}

/**
 * The program does nothing for so long.
 *
 * @since 0.1.0
 */
export function wait(duration: Duration): ProgramStep {
  return { wait: duration };
}

/**
 * The program comes to a barrier, and is held there until that is released.
 *
 * @example
 * program('server').does(barrier('ready'), exit(0)); // await fake.barrier('ready'); fake.release('ready');
 * @since 0.1.0
 */
export function barrier(name: string): ProgramStep {
  return { barrier: name };
}

/**
 * The program releases a barrier.
 *
 * @since 0.1.0
 */
export function release(name: string): ProgramStep {
  return { release: name };
}

/**
 * The program reads no more from its stdin, so that its client is held back in the end, and goes on.
 *
 * @since 0.1.0
 */
export function stallStdin(): ProgramStep {
  return { stall: 'stdin' };
}

/**
 * The program closes its stdin: what comes is lost.
 *
 * @since 0.1.0
 */
export function closeStdin(): ProgramStep {
  return { close: 'stdin' };
}

/**
 * The program crashes, as by this signal. Default `'SIGKILL'`: exit code 137, as when memory runs out.
 *
 * @since 0.1.0
 */
export function fail(signal: FatalSignal = 'SIGKILL'): ProgramStep {
  return { fail: signal };
}

/**
 * The program does nothing more, for ever: it ends only when it is killed.
 *
 * @since 0.1.0
 */
export function stall(): ProgramStep {
  return { stall: true };
}
