import { compare } from '../../scenarios/matching/compare.js';
import type { Comparison } from '../../scenarios/matching/comparison.js';

/** Holds what is asked of a message against it, leaf by leaf. */
export function compareMessage(wanted: unknown, message: unknown): readonly Comparison[] {
  return compare(asked(wanted), readable(message), '');
}

/** Of Build, people ask for options, and for the session that it is about. */
export function compareRequest(rpc: string, wanted: unknown, message: unknown): readonly Comparison[] {
  if (rpc !== 'Build' || typeof message !== 'object' || message === null) return compareMessage(wanted, message);
  const { ref, options } = message as { readonly ref?: string; readonly options?: object };
  return compareMessage(wanted, { ...options, ref });
}

/** Expressions as scenarios write them, bytes as their text. */
function asked(wanted: unknown): unknown {
  if (wanted instanceof RegExp) return { pattern: wanted.source, flags: wanted.flags.replaceAll(/[dgy]/g, '') };
  return mapped(wanted, asked);
}

/** Bytes as their text, since that is what people look for in them. */
function readable(message: unknown): unknown {
  return mapped(message, readable);
}

function mapped(value: unknown, each: (value: unknown) => unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(each);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, each(item)]),
  );
}
