import type { Instruction } from '../instructions/instruction.js';
import type { WrittenInstruction } from '../syntax/parse-lines.js';
import type { Linter } from './linter.js';
import { complaints } from './rules.js';

/** What can be said of an instruction by itself. It has been read unless it is about to be. */
export function lintInstruction(linter: Linter, written: WrittenInstruction, read: Instruction | undefined): void {
  const heeding = linter.heeding(written.comments);
  if (read === undefined) lintWritten(heeding, written);
  else lintDescription(heeding, written, read);
}

function lintWritten(linter: Linter, { keyword, values, location }: WrittenInstruction): void {
  const kind = keyword.toLowerCase();
  if (kind === 'maintainer') linter.report('maintainerDeprecated', location, complaints.maintainerDeprecated());
  if (kind !== 'from') return;
  const [, as, name] = values;
  if (values.length === 3 && name !== undefined && name !== name.toLowerCase())
    linter.report('stageNameCasing', location, complaints.stageNameCasing(name));
  if (as === undefined || values.length < 3) return;
  const isUpper = keyword === keyword.toUpperCase();
  if (!isUpper && keyword !== kind) return;
  if (as !== (isUpper ? as.toUpperCase() : as.toLowerCase()))
    linter.report('fromAsCasing', location, complaints.fromAsCasing(keyword, as));
}

function lintDescription(linter: Linter, { comments, location }: WrittenInstruction, read: Instruction): void {
  const names = read.kind === 'from' ? [read.name] : read.kind === 'arg' ? read.args.map(({ key }) => key) : [];
  const [first = ''] = names;
  const comment = comments.at(-1);
  if (first === '' || comment === undefined || names.includes(comment.split(' ')[0] ?? '')) return;
  linter.report(
    'invalidDefinitionDescription',
    location,
    complaints.invalidDefinitionDescription(read.kind.toUpperCase(), names.length > 1 ? '<arg_key>' : first),
  );
}
