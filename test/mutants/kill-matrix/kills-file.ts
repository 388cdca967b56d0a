import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mutants } from '../../../src/mutants/index.js';
import type { Mutant } from '../../../src/mutants/mutant.js';
import type { Kill } from './kill.js';

const file = 'test/mutants/kill-matrix/kills.jsonl';

/** What is known of the mutants that there are, as they are. */
export function knownKills(): readonly Kill[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const kills = lines.map((line) => JSON.parse(line) as Kill);
  return kills.filter((kill) => mutants.some((mutant) => isOf(kill, mutant)));
}

export function writeKills(kills: readonly Kill[]): void {
  writeFileSync(file, kills.map((kill) => `${JSON.stringify(kill)}\n`).join(''));
}

export function isOf(kill: Kill, { name, does, requirement }: Mutant): boolean {
  return kill.name === name && kill.does === does && kill.requirement === requirement;
}
