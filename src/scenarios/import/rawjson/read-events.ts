import type { StatusResponse } from '../../../protocol/messages.js';
import { isObject } from '../../../protocol/is-object.js';
import { ImportError } from '../import-error.js';
import { messageOfEvent } from './message-of-event.js';

/** A line of a text that is no progress. */
export interface OtherLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

export interface ReadEvents {
  readonly messages: readonly StatusResponse[];
  /** What stands between and behind the events, such as what buildx says of an error. */
  readonly others: readonly OtherLine[];
  /** The last line, where it is the beginning of an event that was cut off. */
  readonly cut?: OtherLine;
}

/** The keys of which an event has at least one. */
const keys = ['vertexes', 'statuses', 'logs', 'warnings'];
/** What logs of CI put in front of each line: the time. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z /;

/**
 * Reads what buildx printed with `--progress rawjson`: an event is one line or, as buildx 0.13 prints it, an indented
 * object between two lines of a brace. Anything else may stand between events.
 * @throws ImportError that names the line of an event that cannot be read
 */
export function readEvents(text: string): ReadEvents {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.replace(stamp, ''));
  const messages: StatusResponse[] = [];
  const others: OtherLine[] = [];
  let cut: OtherLine | undefined;
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i] ?? '';
    const end = first === '{' ? closing(lines, i) : i;
    const event = first.startsWith('{') ? parsed(lines.slice(i, end + 1).join('\n')) : undefined;
    if (isEvent(event)) {
      messages.push(messageOfEvent(event, i + 1));
      i = end;
    } else if (event === undefined && looksLikeEvent(first, lines[i + 1])) {
      if (!isCutOff(lines, i)) throw new ImportError(broken, i + 1);
      cut = { line: i + 1, text: first };
      break;
    } else if (first.trim() !== '') others.push({ line: i + 1, text: first });
  }
  return { messages, others, ...(cut !== undefined && { cut }) };
}

const broken = 'an event begins here that is no JSON: take it out, or put back what is missing of it';

/** The line of the brace that ends an indented object; the first line itself when there is none. */
function closing(lines: readonly string[], from: number): number {
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line === '}') return i;
    // All within is indented: what is not belongs to something else.
    if (!/^[ \t]/.test(line)) break;
  }
  return from;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isEvent(value: unknown): boolean {
  return isObject(value) && (keys.some((key) => key in value) || Object.keys(value).length === 0);
}

function looksLikeEvent(line: string, next = ''): boolean {
  return new RegExp(`^\\{\\s*"(${keys.join('|')})"`).test(line === '{' ? line + next : line);
}

/** Whether nothing follows that begins anew: whoever wrote was stopped here. */
function isCutOff(lines: readonly string[], from: number): boolean {
  return lines.slice(from + 1).every((line) => line.trim() === '' || (lines[from] === '{' && /^[ \t]/.test(line)));
}
