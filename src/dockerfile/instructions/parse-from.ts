import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';
import type { WrittenInstruction } from '../syntax/parse-lines.js';
import { readFlags } from './flags.js';
import type { FromInstruction, Written } from './instruction.js';

export function parseFrom({ values, flags, comments }: WrittenInstruction, written: Written): FromInstruction {
  const name = stageName(values);
  const read = readFlags(flags, { platform: 'text' });
  const description = descriptionOf(comments, name);
  return { ...written, kind: 'from', base: values[0] ?? '', name, platform: read.text('platform'), description };
}

function stageName(values: readonly string[]): string {
  const [, as, name = ''] = values;
  if (values.length === 3 && as?.toLowerCase() === 'as') {
    if (/^[a-z][a-z0-9-_.]*$/.test(name.toLowerCase())) return name.toLowerCase();
    throw new DockerfileError(
      `invalid name for build stage: ${goQuote(name)}, name can't start with a number or contain symbols`,
    );
  }
  if (values.length !== 1) throw new DockerfileError('FROM requires either one or three arguments');
  return '';
}

/** What a comment of the form `# name description` says. */
export function descriptionOf(comments: readonly string[], name: string): string {
  if (name === '') return '';
  return comments.find((comment) => comment.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
}
