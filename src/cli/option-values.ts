import { InvalidArgumentError } from 'commander';
import type { Level } from '../conformance/engine/requirement.js';
import type { Shard } from '../conformance/engine/selection/shard.js';
import { didYouMean } from '../words/nearest.js';
import { DurationError, toMilliseconds } from '../time/duration.js';

/** Reads a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`give a whole number of ${least} or more.`);
  };
}

/** Reads `150ms`, `3s` or `1m30s`. A bare number is refused, because nothing says in which unit it is. */
export function durationMs(text: string): number {
  try {
    const ms = toMilliseconds(text);
    if (ms >= 1) return ms;
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
  }
  throw new InvalidArgumentError('give a time such as 500ms, 10s or 1m30s.');
}

/** Reads `A,B,C`. */
export function list(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new InvalidArgumentError('give names with a comma between them.');
  return items;
}

/** Reads `2/3`. */
export function shard(text: string): Shard {
  const [, index, of] = (/^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index <= of) return { index, of };
  throw new InvalidArgumentError('give I/N, such as 1/3, 2/3 or 3/3.');
}

/** Reads `FORMAT=FILE`, where `-` is standard output, and adds it to those before. */
export function reportFile(formats: readonly string[]): (text: string, before?: ReportFile[]) => ReportFile[] {
  return (text, before = []) => {
    // Annotations belong to the output of a step, so no file need be named.
    const given = text === 'github' ? 'github=-' : text;
    const [, format = '', file = ''] = /^([^=]*)=(.+)$/s.exec(given) ?? [];
    if (file === '') throw new InvalidArgumentError(`give FORMAT=FILE; the formats are ${formats.join(', ')}.`);
    if (formats.includes(format)) return [...before, { format, file }];
    const meant = didYouMean(format, formats);
    throw new InvalidArgumentError(`no such format${meant}; the formats are ${formats.join(', ')}.`);
  };
}

export interface ReportFile {
  readonly format: string;
  readonly file: string;
}

/** Reads `must`, `should` or `observed`. */
export function level(text: string): Level {
  switch (text.toLowerCase()) {
    case 'must':
      return 'MUST';
    case 'should':
      return 'SHOULD';
    case 'observed':
      return 'OBSERVED';
    default:
      throw new InvalidArgumentError('give must, should or observed.');
  }
}

/** Reads `all`, `none` or a list of names. */
export function quirks(text: string): 'all' | 'none' | string[] {
  return text === 'all' || text === 'none' ? text : list(text);
}
