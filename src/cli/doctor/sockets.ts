import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { longestSocketPath } from '../../client/address.js';
import { fileProblem } from '../../conformance/files/file-problem.js';
import { temporarySocketName } from '../../transport/listening/socket-file.js';
import type { Finding } from './finding.js';

/** Whether a fake can have a unix socket of its own in the directory for temporary files. */
export function socketFinding(directory: string): Finding {
  const bytes = Buffer.byteLength(join(directory, temporarySocketName));
  const found = `sockets in ${directory} have paths of ${bytes} bytes, of ${longestSocketPath} that a unix socket may have`;
  const bad = { name: 'sockets', state: 'bad', needed: true } as const;
  if (bytes > longestSocketPath) return { ...bad, found, advice: 'set TMPDIR to a shorter path, such as /tmp' };
  try {
    accessSync(directory, constants.W_OK);
  } catch (error) {
    return {
      ...bad,
      found: `cannot write ${directory}: ${fileProblem(error)}`,
      advice: 'set TMPDIR to a directory in which you may write',
    };
  }
  return { name: 'sockets', state: 'ok', found, needed: true };
}
