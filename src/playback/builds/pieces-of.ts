import type { Bytes } from '../../scenarios/model/bytes.js';
import { bytesOf, firstLineAt } from '../../scenarios/model/bytes.js';

/** A piece of what is longer, in bytes, is a copy: a journal that keeps one would keep the whole. */
const longestShared = 64 * 1024;

/**
 * What a script means, from one byte to another. What is told in few words is never made as a whole: a timeline lives as
 * long as its script, and the messages of a build may be kept longer.
 */
export function piecesOf(bytes: Bytes): (from: number, to: number) => Uint8Array {
  if (typeof bytes === 'string' || 'base64' in bytes) return partsOf(bytes);
  if ('repeat' in bytes) return repetitionsOf(Buffer.from(bytes.repeat, 'utf8'));
  return linesBetween;
}

function partsOf(bytes: Bytes): (from: number, to: number) => Uint8Array {
  let made: Uint8Array | undefined;
  return (from, to) => {
    made ??= bytesOf(bytes);
    return made.length > longestShared ? made.slice(from, to) : made.subarray(from, to);
  };
}

function repetitionsOf(once: Buffer): (from: number, to: number) => Uint8Array {
  return (from, to) => {
    const size = to - from;
    const start = from % once.length;
    const turned = Buffer.concat([once.subarray(start, start + size), once.subarray(0, Math.min(start, size))]);
    return size === 0 ? Buffer.alloc(0) : Buffer.alloc(size, turned);
  };
}

function linesBetween(from: number, to: number): Uint8Array {
  const first = firstLineAt(from);
  let text = '';
  for (let number = first.number; first.at + text.length < to; number++) text += `${number}\n`;
  return Buffer.from(text.slice(from - first.at, to - first.at), 'latin1');
}
