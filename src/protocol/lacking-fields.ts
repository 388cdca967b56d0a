import { lacking } from './generated/services.js';
import type { Revision } from './revision.js';

const byRevision: Readonly<Record<Revision, Readonly<Record<string, readonly string[]>>>> = lacking;

/** The fields of a message that other revisions have and this one lacks, such as those of `BuildOptions`. */
export function lackingFields(revision: Revision, message: string): readonly string[] {
  return byRevision[revision][message] ?? [];
}
