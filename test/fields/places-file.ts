import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Place } from './places.js';

/** What is known of a field: the requirement that notices when it gets lost; none where none does. */
export interface Known extends Place {
  readonly noticed: string | null;
}

const file = 'test/fields/fields.jsonl';

export function readKnown(): readonly Known[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Known);
}

export function writeKnown(known: readonly Known[]): void {
  writeFileSync(file, known.map((one) => `${JSON.stringify(one)}\n`).join(''));
}

/** `Build request: BuildOptions.Tags` of a revision. */
export function nameOf({ revision, method, way, message, field }: Place): string {
  return `${revision} ${method} ${way}: ${message}.${field}`;
}
