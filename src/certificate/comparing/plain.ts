import type { Played } from '../playing/play.js';

/** Texts that stand for what chance, the clock or the machine gave. */
const given: readonly (readonly [RegExp, string])[] = [
  [/sha256:[0-9a-f]{64}/g, 'sha256:<digest>'],
  [/\b[0-9a-z]{25}\b/g, '<id>'],
];

/** A text without what differs from play to play. */
export function plainText(text: string, { plain }: Pick<Played, 'plain'>): string {
  return given.reduce((all, [what, instead]) => all.replaceAll(what, instead), plain(text));
}

/**
 * A value as text, always the same for the same value: keys in order, and without what is empty, because proto3 does not
 * tell that from what is not there.
 */
export function plainValue(value: unknown, played: Pick<Played, 'plain'>): string {
  return plainText(JSON.stringify(pruned(value)) ?? 'nothing', played);
}

function pruned(value: unknown): unknown {
  if (typeof value === 'bigint') return value === 0n ? undefined : String(value);
  if (value === '' || value === 0 || value === false) return undefined;
  if (value instanceof Uint8Array) return value.length === 0 ? undefined : new TextDecoder().decode(value);
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => pruned(one) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .map(([key, one]) => [key, pruned(one)] as const)
    .filter(([, one]) => one !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
