import { goQuote } from '../../words/go-quote.js';
import { DockerfileError } from '../dockerfile-error.js';
import type { WrittenInstruction } from '../syntax/parse-lines.js';
import { readFlags } from './flags.js';
import { goDuration } from './go-duration.js';
import type { Healthcheck } from './instruction.js';

export function parseHealthcheck({ values, flags, isJson }: WrittenInstruction): Healthcheck {
  const [first, ...args] = values;
  if (first === undefined) throw new DockerfileError('HEALTHCHECK requires at least one argument');
  const kind = first.toUpperCase();
  if (kind === 'NONE') {
    if (args.length > 0) throw new DockerfileError('HEALTHCHECK NONE takes no arguments');
    return { Test: ['NONE'] };
  }
  const read = readFlags(flags, {
    interval: 'text',
    timeout: 'text',
    'start-period': 'text',
    'start-interval': 'text',
    retries: 'text',
  });
  if (kind !== 'CMD') throw new DockerfileError(`Unknown type ${goQuote(kind)} in HEALTHCHECK (try CMD)`);
  if (args.length === 0) throw new DockerfileError('Missing command after HEALTHCHECK CMD');
  const time = (name: string): number => interval(name, read.text(name));
  const times = {
    Interval: time('interval'),
    Timeout: time('timeout'),
    StartPeriod: time('start-period'),
    StartInterval: time('start-interval'),
    Retries: retries(read.text('retries')),
  };
  return {
    Test: isJson ? ['CMD', ...args] : ['CMD-SHELL', args.join(' ')],
    ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== 0)),
  };
}

function interval(name: string, text: string): number {
  if (text === '') return 0;
  const duration = goDuration(text);
  if (duration !== 0 && duration < 1e6) throw new DockerfileError(`Interval ${goQuote(name)} cannot be less than 1ms`);
  return duration;
}

function retries(text: string): number {
  if (text === '') return 0;
  if (!/^[-+]?\d+$/.test(text)) throw new DockerfileError(`strconv.ParseInt: parsing ${goQuote(text)}: invalid syntax`);
  const count = Number(text);
  if (Math.abs(count) > 0x7fffffff)
    throw new DockerfileError(`strconv.ParseInt: parsing ${goQuote(text)}: value out of range`);
  if (count < 0) throw new DockerfileError(`--retries cannot be negative (${count})`);
  return count;
}
