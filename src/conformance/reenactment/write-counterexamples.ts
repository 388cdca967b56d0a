import { checkArgument } from '../../options/check.js';
import { having, text } from '../../options/rules.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unambiguousJson } from '../../words/unambiguous.js';
import { replayFileOf } from '../counterexample/replay.js';
import { counterexampleText } from '../counterexample/counterexample-text.js';
import type { Report } from '../engine/report.js';
import { scenarioFileOf } from './scenario-file.js';

/**
 * The files of each requirement's counterexample, by its ID.
 *
 * @since 0.1.0
 */
export type CounterexampleFiles = Readonly<Record<string, readonly string[]>>;

/**
 * Writes three files for each counterexample of a report into a directory, which is made if it is not there:
 * `ID.replay.json` for `conformance --replay`, `ID.scenario.yaml` for `serve`, and `ID.txt` with its steps and diagram.
 *
 * ```ts
 * await writeCounterexamples(await runConformance(target), 'counterexamples');
 * ```
 *
 * @since 0.1.0
 */
export async function writeCounterexamples(report: Report, directory: string): Promise<CounterexampleFiles> {
  checkArgument(
    'writeCounterexamples',
    'report',
    report,
    having('a report, as runConformance gives it', 'requirements'),
  );
  checkArgument('writeCounterexamples', 'directory', directory, text);
  await mkdir(directory, { recursive: true });
  const written: Record<string, readonly string[]> = {};
  for (const requirement of report.requirements) {
    const { id, counterexample } = requirement;
    if (counterexample === undefined) continue;
    const files: readonly (readonly [string, string])[] = [
      [`${id}.replay.json`, `${unambiguousJson(replayFileOf(requirement, report), 2)}\n`],
      [`${id}.scenario.yaml`, (await scenarioFileOf(requirement, report)) ?? ''],
      [`${id}.txt`, counterexampleText(requirement)],
    ];
    for (const [name, text] of files) await writeFile(join(directory, name), text);
    written[id] = files.map(([name]) => join(directory, name));
  }
  return written;
}
