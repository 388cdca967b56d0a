import { DockerfileError } from '../../dockerfile/dockerfile-error.js';
import { csvFields } from '../../dockerfile/instructions/csv-fields.js';
import { goDuration } from '../../dockerfile/instructions/go-duration.js';
import { nanoseconds } from '../../playback/builds/timestamp.js';
import { timestampOf } from '../../time/rfc3339.js';
import type { BuildRecord } from '../builds/history.js';
import { anyOf, FilterError } from './filter.js';

type Fits = (record: BuildRecord) => boolean;

/**
 * Which builds any of several filters asks for. A filter is a line of CSV, of which all must hold: `startedAt`,
 * `completedAt` and `duration`, each with `>=`, `<=`, `>` or `<`, and what {@link anyOf} reads.
 * @param now the time from which spans count back, in milliseconds since the Unix epoch
 * @throws FilterError in BuildKit's words
 */
export function historyFilter(filters: readonly string[], now: number): Fits {
  if (filters.length === 0) return () => true;
  const parsed = filters.map((text) => oneFilter(text, now));
  return (record) => parsed.some((fits) => fits(record));
}

function oneFilter(text: string, now: number): Fits {
  const times: Fits[] = [];
  const others: string[] = [];
  for (const field of fieldsOf(text)) {
    const time = timeFilter(field, now);
    if (time === undefined) others.push(field);
    else times.push(time);
  }
  const rest = restOf(text, others);
  return (record) => times.every((fits) => fits(record)) && rest((field) => fieldOf(record, field));
}

function fieldsOf(text: string): readonly string[] {
  try {
    return csvFields(text);
  } catch (error) {
    throw error instanceof DockerfileError ? new FilterError(error.message) : error;
  }
}

function restOf(text: string, others: readonly string[]): ReturnType<typeof anyOf> {
  try {
    return anyOf([others.join(',')]);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new FilterError(`failed to parse history filters ${text}: ${error.message}`);
  }
}

/** What a field says of times; undefined where it is about something else. */
function timeFilter(field: string, now: number): Fits | undefined {
  // The first of these that is there at all divides it, wherever it stands.
  const operator = ['>=', '<=', '>', '<'].find((one) => field.includes(one)) ?? '';
  const at = operator === '' ? field.length : field.indexOf(operator);
  const key = field.slice(0, at);
  const value = field.slice(at + operator.length);
  if (key === 'duration') {
    const wanted = spanOf(value);
    if (wanted === undefined) throw new FilterError(`invalid duration ${value}`);
    return (record) => compares(operator, lasted(record), wanted);
  }
  if (key !== 'startedAt' && key !== 'completedAt') return undefined;
  const span = spanOf(value);
  const moment = span === undefined ? timestampOf(value)?.seconds : BigInt(Math.floor((now - span / 1e6) / 1000));
  if (moment === undefined) throw new FilterError(`invalid time ${value}`);
  return ({ createdAt, completedAt }) =>
    compares(operator, Number((key === 'startedAt' ? createdAt : completedAt)?.seconds ?? 0), Number(moment));
}

/** Nanoseconds; undefined where the text is no span of time. */
function spanOf(text: string): number | undefined {
  try {
    return goDuration(text);
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}

/** How long a build took, in nanoseconds; 0 while it goes on. */
function lasted({ createdAt, completedAt }: BuildRecord): number {
  return completedAt === undefined ? 0 : Number(nanoseconds(completedAt) - nanoseconds(createdAt ?? {}));
}

function compares(operator: string, value: number, wanted: number): boolean {
  switch (operator) {
    case '>=':
      return value >= wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    default:
      return value < wanted;
  }
}

function fieldOf({ ref, completedAt, error, frontendAttrs = {} }: BuildRecord, field: string): string | undefined {
  switch (field) {
    case 'ref':
      return ref === '' ? undefined : ref;
    case 'status':
      if (completedAt === undefined) return 'running';
      if (error === undefined) return 'completed';
      return error.message?.includes('context canceled') === true ? 'canceled' : 'error';
    case 'repository':
      return frontendAttrs['vcs:source'] ?? remoteOf(frontendAttrs['context'] ?? '');
    default:
      return undefined;
  }
}

/** The address of a Git repository without the branch and the directory in it; undefined where the context is none. */
function remoteOf(context: string): string | undefined {
  const isUrl = /^(?:https?|ssh|git):\/\//i.test(context);
  const isScp = /^[\w.-]+@[\w.-]+:/.test(context);
  return isUrl || isScp ? context.replace(/[?#].*$/s, '') : undefined;
}
