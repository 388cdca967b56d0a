import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileProblem } from '../../conformance/file-problem.js';
import { reportFormats } from '../../conformance/report/formats.js';
import type { Report } from '../../conformance/report/report.js';
import { terminalReport } from '../../conformance/report/terminal.js';
import type { Io } from '../io.js';
import type { ReportFile } from '../option-values.js';
import { UsageError } from '../usage-error.js';

/** Finds out before the run whether its reports can be written. @throws UsageError */
export async function assertWritable(files: readonly ReportFile[]): Promise<void> {
  for (const { file } of files) {
    try {
      await access(dirname(file), constants.W_OK);
    } catch (error) {
      throw cannotWrite(file, error);
    }
  }
}

/** Prints a report, and writes it to files. @param command - what a replay is added to. @throws UsageError */
export async function tellReport(
  report: Report,
  files: readonly ReportFile[],
  command: string,
  { out, env }: Io,
): Promise<void> {
  const colour = out.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  const columns = out.isTTY === true && out.columns !== undefined ? { columns: out.columns } : {};
  out.write(terminalReport(report, { colour, ...columns, command }));
  for (const { format, file } of files) {
    try {
      await writeFile(file, reportFormats[format]?.(report, { command }) ?? '');
    } catch (error) {
      throw cannotWrite(file, error);
    }
  }
}

function cannotWrite(file: string, error: unknown): UsageError {
  return new UsageError(`cannot write the report ${file}: ${fileProblem(error)}`);
}
