import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileProblem } from '../conformance/files/file-problem.js';
import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

/**
 * Writes a recording where it is wanted, or else where it can be, because it cannot be had again.
 * @throws UsageError when it could not be written where it is wanted
 */
export async function saveRecording(path: string, text: string, io: Io): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    const problem = `cannot write ${path}: ${fileProblem(error)}`;
    throw new UsageError(`${problem}; the recording is ${await savedElsewhere(text, io)}`);
  }
}

async function savedElsewhere(text: string, io: Io): Promise<string> {
  const place = join(io.env['TMPDIR'] ?? tmpdir(), `buildx-testkit-recording-${process.pid}.yaml`);
  try {
    await writeFile(place, text, { flag: 'wx' });
    return `in ${place}`;
  } catch {
    await new Promise<void>((resolve) => io.out.write(text, () => resolve()));
    return 'on stdout';
  }
}
