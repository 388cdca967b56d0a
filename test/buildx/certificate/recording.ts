import type { BuildxVersion } from '../../../src/protocol/messages.js';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What a real BuildKit said under a real program. */
export interface Recording {
  /** The version of the engine that has the BuildKit. */
  readonly engine: string;
  /** The version of the docker-buildx. */
  readonly program: string;
  /** How many bytes the shell has that its steps run. */
  readonly shell: number;
  /** By the name of the case. */
  readonly cases: Readonly<Record<string, RecordedCase>>;
}

interface RecordedCase {
  readonly facts: readonly string[];
  /** The names of what explains where the fake differs. */
  readonly explained: readonly string[];
}

/** The engines that are recorded, each under the program of its time. */
export const references = [
  { engine: '26.1.5', program: '0.13.1' },
  { engine: '28.5.2', program: '0.29.1' },
] as const;

/** @throws Error when nothing is recorded of it */
export function readRecording({ engine }: Pick<Recording, 'engine'>): Recording {
  return JSON.parse(readFileSync(fileOf(engine), 'utf8')) as Recording;
}

export function isRecorded({ engine }: Pick<Recording, 'engine'>): boolean {
  return existsSync(fileOf(engine));
}

export function writeRecording(recording: Recording): void {
  writeFileSync(fileOf(recording.engine), `${JSON.stringify(recording, undefined, 1)}\n`);
}

/** A program's release, such as `0.13.1`. */
export function releaseOf({ version }: Pick<BuildxVersion, 'version'>): string {
  return version.replace(/^v/, '').replace(/[+-].*$/, '');
}

function fileOf(engine: string): string {
  return `test/buildx/certificate/recorded/docker-${engine}.json`;
}
