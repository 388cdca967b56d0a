import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileProblem } from '../../conformance/files/file-problem.js';
import { reasonToCome, updateKnownFailing } from '../../conformance/files/known-failing-update.js';
import type { Report } from '../../conformance/engine/report.js';
import { saveElsewhere } from '../save-elsewhere.js';
import { UsageError } from '../usage-error.js';

/**
 * Makes a known-failing file say what failed in a run of everything.
 *
 * @returns what became of the file, in a line
 * @throws UsageError when it cannot be written
 */
export async function rewriteKnownFailing(file: string, report: Report): Promise<string> {
  if (report.endedEarly !== undefined) return `${file} stays as it is: the run ended early`;
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  const { text, changes } = updateKnownFailing(before, file.endsWith('.json') ? 'json' : 'yaml', report);
  const { added, removed, changed } = changes;
  const toExplain = added.length + changed.length;
  if (toExplain + removed.length === 0) return `${file} stays as it is: it lists what failed`;
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${fileProblem(error)}; ${saveElsewhere(file, text)}`);
  }
  const parts = Object.entries({ added, changed, removed }).flatMap(([what, ids]) =>
    ids.length === 0 ? [] : [`${what} ${ids.join(', ')}`],
  );
  const then = toExplain === 0 ? '' : `; put the reason where it says "${reasonToCome}"`;
  return `${file} is rewritten: ${parts.join('; ')}${then}`;
}
