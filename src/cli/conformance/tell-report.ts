import { access, appendFile, constants, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem } from '../../conformance/files/file-problem.js';
import type { CounterexampleFiles } from '../../conformance/reenactment/write-counterexamples.js';
import { reportFormats } from '../../conformance/report/formats.js';
import type { Report } from '../../conformance/engine/report.js';
import { terminalReport } from '../../conformance/report/terminal.js';
import type { Io } from '../io.js';
import { saveAllElsewhere, saveElsewhere } from '../save-elsewhere.js';
import { UsageError } from '../usage-error.js';
import type { OutputFlags } from './options.js';

/** The name of a file that stands for standard output. */
const stdout = '-';

/**
 * Finds out, before the run, whether its files can be written.
 * @throws UsageError
 */
export async function assertWritable({ report = [], counterexamples }: OutputFlags): Promise<void> {
  for (const { file } of report.filter((one) => one.file !== stdout)) {
    try {
      await access(dirname(file), constants.W_OK);
    } catch (error) {
      throw cannotWrite(file, error);
    }
  }
  if (counterexamples === undefined) return;
  try {
    await mkdir(counterexamples, { recursive: true });
    await access(counterexamples, constants.W_OK);
  } catch (error) {
    throw new UsageError(`cannot write counterexamples to ${counterexamples}: ${fileProblem(error)}`);
  }
}

/**
 * Prints a report, and writes its files.
 *
 * @param command the command to which the options of a replay are added
 * @throws UsageError
 */
export async function tellReport(
  report: Report,
  { report: wanted = [], counterexamples, fullMessages = false }: OutputFlags,
  command: string,
  { out, err, env }: Io,
): Promise<void> {
  // Whoever reads a report from stdout wants nothing else there, but for annotations, which are lines among others.
  const people = wanted.some(({ format, file }) => file === stdout && format !== 'github') ? err : out;
  const colour = people.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  const columns = people.isTTY === true && people.columns !== undefined ? { columns: people.columns } : {};
  const problems: string[] = [];
  const files = counterexamples === undefined ? undefined : await writeAll(report, counterexamples, problems);
  people.write(terminalReport(report, { colour, ...columns, command, ...(files === undefined ? {} : { files }) }));
  for (const { format, file } of wanted) {
    const text = reportFormats[format]?.(report, { command, fullMessages }) ?? '';
    try {
      if (file === stdout) out.write(text);
      else await writeFile(file, text);
    } catch (error) {
      problems.push(`${cannotWrite(file, error).message}; ${saveElsewhere(file, text)}`);
    }
  }
  const summary = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (summary !== '' && wanted.some(({ format }) => format === 'github')) {
    const text = reportFormats['markdown']?.(report, { command }) ?? '';
    try {
      await appendFile(summary, text);
    } catch (error) {
      problems.push(`${cannotWrite(summary, error).message}; ${saveElsewhere(summary, text)}`);
    }
  }
  // Told only now, so that one file that cannot be written takes nothing from the others.
  if (problems.length > 0) throw new UsageError(problems.join('; '));
}

async function writeAll(
  report: Report,
  directory: string,
  problems: string[],
): Promise<CounterexampleFiles | undefined> {
  // Loaded here, so that only those who want counterexamples wait for what makes scenarios.
  const { writeCounterexamples } = await import('../../conformance/reenactment/write-counterexamples.js');
  try {
    return await writeCounterexamples(report, directory);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const { where, written } = await saveAllElsewhere((place) => writeCounterexamples(report, place));
    problems.push(`cannot write counterexamples to ${directory}: ${fileProblem(error)}; ${where}`);
    return written;
  }
}

function cannotWrite(file: string, error: unknown): UsageError {
  return new UsageError(`cannot write the report ${file}: ${fileProblem(error)}`);
}
