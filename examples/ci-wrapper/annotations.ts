import { randomUUID } from 'node:crypto';
import type { Step } from './steps.js';

/** A step with its output, as a group that GitHub Actions folds. */
export function groupOf({ name, state, error, durationMs }: Step, output: string): string {
  const time = state === 'cached' ? 'cached' : `${state}, ${(durationMs / 1000).toFixed(1)}s`;
  // What a step prints is no command for the CI, whatever it looks like.
  const token = randomUUID();
  const lines = output === '' ? [] : [`::stop-commands::${token}`, output.replace(/\n$/, ''), `::${token}::`];
  return [
    `::group::${oneLine(name)} (${time})`,
    ...lines,
    ...(error === '' ? [] : [oneLine(error)]),
    '::endgroup::',
  ].join('\n');
}

/** A message at a place of a file, which GitHub shows beside that line of a pull request. */
export function annotation(
  kind: 'error' | 'warning',
  message: string,
  {
    title,
    place,
  }: { readonly title?: string | undefined; readonly place?: { file: string; line: number } | undefined },
): string {
  const properties = [
    ...(place === undefined ? [] : [`file=${property(place.file)}`, `line=${place.line}`]),
    ...(title === undefined ? [] : [`title=${property(title)}`]),
  ];
  return `::${kind}${properties.length === 0 ? '' : ' '}${properties.join(',')}::${escaped(message)}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
