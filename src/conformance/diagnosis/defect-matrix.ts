import { readFileSync } from 'node:fs';
import { packageFile } from '../../package/installed.js';
import type { KnownDefect } from '../engine/diagnosis.js';

/** Which requirements each known defect violates, and what they look at when they notice it. */
export interface DefectMatrix {
  /** With so many seeds was each defect held against the whole suite. */
  readonly seeds: number;
  /** What requirements look at, in words; the rows name them by their place. It is empty where that was not recorded. */
  readonly looks: readonly string[];
  readonly defects: readonly DefectRow[];
}

export interface DefectRow extends KnownDefect {
  /** By the ID of each requirement that it violates, the look at which it was noticed, for each seed with which it was. */
  readonly violates: Readonly<Record<string, readonly number[]>>;
}

let known: DefectMatrix | undefined;

/** The matrix that the package brings along. It is read when it is first needed. */
export function knownDefects(): DefectMatrix {
  known ??= JSON.parse(readFileSync(packageFile('assets', 'known-defects.json'), 'utf8')) as DefectMatrix;
  return known;
}
