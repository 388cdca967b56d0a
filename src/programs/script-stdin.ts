import { findInStdin } from '../scenarios/matching/find-in-stdin.js';
import type { PatternData } from '../scenarios/matching/pattern.js';
import type { StdinMatch } from '../scenarios/model/program-script.js';
import type { ProgramIo } from './program.js';

/** What was found, and the offset where it ends: everything before that is taken. */
export interface FoundBytes {
  readonly end: number;
  readonly groups: readonly string[];
}

/** The stdin that a scripted program has read and not yet taken. */
export class ScriptStdin {
  /** Kept as Latin-1, a character for each byte, so that any bytes can be matched and nothing is split. */
  #bytes = '';
  #ended = false;
  #state: 'reads' | 'stalled' | 'closed' = 'reads';

  /** Whether nothing more will come. */
  get ended(): boolean {
    return this.#ended || this.#state === 'closed';
  }

  get bytes(): Uint8Array {
    return Buffer.from(this.#bytes, 'latin1');
  }

  /** Reads until the end of stdin; calls `changed` whenever something came. */
  async listen(io: ProgramIo, changed: () => void): Promise<void> {
    for (let bytes = await io.read(); bytes !== undefined; bytes = await io.read()) {
      if (this.#state !== 'closed') this.#bytes += Buffer.from(bytes).toString('latin1');
      changed();
      if (this.#state === 'stalled') await io.stall();
    }
    this.#ended = true;
    changed();
  }

  /** Reads no more, except what it waits for already. */
  stall(): void {
    if (this.#state === 'reads') this.#state = 'stalled';
  }

  /** Closes stdin: what is there and what still comes is lost. */
  close(): void {
    this.#state = 'closed';
    this.#bytes = '';
  }

  hasLine(): boolean {
    return this.#bytes.includes('\n');
  }

  take(end: number): string {
    const taken = this.#bytes.slice(0, end);
    this.#bytes = this.#bytes.slice(end);
    return taken;
  }

  /** Takes everything up to the end of the first line, or all that is there. */
  takeLine(): string {
    return this.take(this.#bytes.indexOf('\n') + 1);
  }

  /** Finds the first place that matches. */
  find(match: StdinMatch): FoundBytes | undefined {
    if (typeof match === 'object' && 'pattern' in match) return this.#findPattern(match);
    // As bytes, even a text: what is no UTF-8 is shown as a text that it is not.
    const wanted = latin1(match);
    const at = this.#bytes.indexOf(wanted);
    if (at < 0 || wanted === '') return undefined;
    return { end: at + wanted.length, groups: typeof match === 'string' ? [match] : [] };
  }

  /** Finds what comes next, or a pattern's match anywhere; `'never'` when that cannot come any more. */
  expect(match: StdinMatch): FoundBytes | 'never' | undefined {
    if (typeof match === 'object' && 'pattern' in match) {
      return this.#findPattern(match) ?? (this.ended ? 'never' : undefined);
    }
    const wanted = latin1(match);
    if (this.#bytes.startsWith(wanted)) return { end: wanted.length, groups: [] };
    return wanted.startsWith(this.#bytes) && !this.ended ? undefined : 'never';
  }

  /**
   * Matches a pattern, which is about text, while stdin is bytes: it is matched as UTF-8, and its end is counted back
   * in bytes.
   */
  #findPattern(match: PatternData): FoundBytes | undefined {
    const bytes = Buffer.from(this.#bytes, 'latin1');
    const text = bytes.toString('utf8');
    const found = findInStdin(match, text);
    return found && { end: bytesOfPrefix(bytes, text.slice(0, found.end)), groups: found.groups };
  }
}

/** How many of the bytes are this beginning of their text. Each stretch that is no UTF-8 is one character of it. */
function bytesOfPrefix(bytes: Buffer, prefix: string): number {
  if (!prefix.includes('\ufffd')) return Buffer.byteLength(prefix, 'utf8');
  let [least, most] = [0, bytes.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (bytes.toString('utf8', 0, middle).length > prefix.length) most = middle - 1;
    else least = middle;
  }
  return least;
}

function latin1(match: Exclude<StdinMatch, { readonly pattern: string }>): string {
  return (typeof match === 'string' ? Buffer.from(match, 'utf8') : Buffer.from(match.base64, 'base64')).toString(
    'latin1',
  );
}
