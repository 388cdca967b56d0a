import type { BuildMatch } from '../scenarios/model/build-script.js';
import { sha256Of } from '../scenarios/sha256-of.js';
import { textOf } from '../scenarios/text-of.js';

/** What is longer, in bytes, is no text that people read, and would make files that cannot be. */
const longestText = 64 * 1024;

/** Matches this stdin of a build, and no other. */
export function stdinMatch(bytes: Uint8Array): NonNullable<BuildMatch['stdin']> {
  const text = bytes.length <= longestText ? textOf(bytes) : undefined;
  return text ?? { sha256: sha256Of(bytes) };
}
