import { DockerfileError } from '../dockerfile-error.js';
import { didYouMean } from '../suggestion.js';
import { argumentReaders } from '../syntax/arguments.js';
import type { WrittenInstruction } from '../syntax/parse-lines.js';
import { readFlags } from './flags.js';
import type { Assignment, Instruction, Written } from './instruction.js';
import { parseCopy } from './parse-copy.js';
import { descriptionOf, parseFrom } from './parse-from.js';
import { parseHealthcheck } from './parse-healthcheck.js';
import { parseRun } from './parse-run.js';

/**
 * Reads what an instruction means.
 * @throws DockerfileError for an instruction that does not exist, and for flags and arguments that it cannot have
 */
export function parseInstruction(written: WrittenInstruction): Instruction {
  const { keyword, values, flags, isJson, location, comments } = written;
  const base: Written = { keyword, code: written.original.trim(), location, comments };
  const name = keyword.toLowerCase();
  switch (name) {
    case 'from':
      return parseFrom(written, base);
    case 'arg':
      return { ...base, kind: name, args: atLeastOne('ARG', values).map((arg) => declared(arg, comments)) };
    case 'env':
    case 'label':
      readFlags(flags);
      return { ...base, kind: name, assignments: assignmentsOf(name.toUpperCase(), values) };
    case 'copy':
    case 'add':
      return parseCopy(name, written, base);
    case 'run':
      return parseRun(written, base);
    case 'cmd':
    case 'entrypoint':
      readFlags(flags);
      return { ...base, kind: name, command: values, inShell: !isJson };
    case 'healthcheck':
      return { ...base, kind: name, healthcheck: parseHealthcheck(written) };
    case 'maintainer':
    case 'user':
    case 'workdir':
    case 'stopsignal': {
      const value = exactlyOne(name.toUpperCase(), values);
      if (name !== 'stopsignal') readFlags(flags);
      return { ...base, kind: name, value };
    }
    case 'onbuild':
      return { ...base, kind: name, value: triggerOf(written) };
    case 'expose':
      atLeastOne('EXPOSE', values);
      readFlags(flags);
      return { ...base, kind: name, values: values.toSorted() };
    case 'volume': {
      atLeastOne('VOLUME', values);
      readFlags(flags);
      const volumes = values.map((value) => value.trim());
      if (volumes.includes('')) throw new DockerfileError('VOLUME specified can not be an empty string');
      return { ...base, kind: name, values: volumes };
    }
    case 'shell':
      readFlags(flags);
      atLeastOne('SHELL', values);
      if (!isJson) throw new DockerfileError('SHELL requires the arguments to be in JSON form');
      return { ...base, kind: name, values };
    default:
      throw new DockerfileError(
        `unknown instruction: ${keyword}${didYouMean(keyword, Object.keys(argumentReaders), false)}`,
      );
  }
}

function atLeastOne(keyword: string, values: readonly string[]): readonly string[] {
  if (values.length === 0) throw new DockerfileError(`${keyword} requires at least one argument`);
  return values;
}

function exactlyOne(keyword: string, values: readonly string[]): string {
  const [value] = values;
  if (value === undefined || values.length > 1) throw new DockerfileError(`${keyword} requires exactly one argument`);
  return value;
}

function declared(
  arg: string,
  comments: readonly string[],
): { readonly key: string; readonly value?: string; readonly description: string } {
  const equals = arg.indexOf('=');
  if (equals === 0) throw new DockerfileError('ARG names can not be blank');
  const key = equals < 0 ? arg : arg.slice(0, equals);
  const description = descriptionOf(comments, key);
  return equals < 0 ? { key, description } : { key, value: arg.slice(equals + 1), description };
}

function assignmentsOf(keyword: string, values: readonly string[]): readonly Assignment[] {
  atLeastOne(keyword, values);
  return Array.from({ length: values.length / 3 }, (_, i) => {
    const [key = '', value = '', equals = ''] = values.slice(3 * i);
    if (key === '') throw new DockerfileError(`${keyword} names can not be blank`);
    return { key, value, isLegacy: equals === '' };
  });
}

function triggerOf({ values, flags, original, heredocs }: WrittenInstruction): string {
  const [first = ''] = atLeastOne('ONBUILD', values);
  readFlags(flags);
  const keyword = first.trim().toUpperCase();
  if (keyword === 'ONBUILD') throw new DockerfileError("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (keyword === 'MAINTAINER' || keyword === 'FROM')
    throw new DockerfileError(`${keyword} isn't allowed as an ONBUILD trigger`);
  const bodies = heredocs.map(({ name, content }) => `\n${content}${name}`);
  return original.replace(/^\s*ONBUILD\s*/i, '') + bodies.join('');
}
