import * as fc from 'fast-check';

/** Refs as buildx's own client makes them: 25 characters of base 36. */
const buildxRef = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'),
  minLength: 25,
  maxLength: 25,
});

const longRef = fc.integer({ min: 200, max: 1500 }).map((length) => 'long'.repeat(length / 4));

/** Characters that paths, shells, headers and log lines treat in their own way. */
const awkwardRef = fc.string({
  unit: fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '\r',
    '\0',
    '/',
    '..',
    '%',
    '"',
    '\\',
    '\u007f',
    '\u2028',
    '\ufeff',
    '🙂',
    'é',
    'e\u0301',
  ),
  minLength: 1,
  maxLength: 12,
});

/**
 * Every code point except the surrogates. The letters come first, for shrinking. fast-check's own unit `binary` is the
 * same, but takes most of a second to make.
 */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((index) => (index + 0x61) % (0x10ffff - 0x800 + 1))
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));

/**
 * Generates any non-empty string that protobuf can carry, because a session ref has no format.
 *
 * @since 0.1.0
 */
export function anyRef(): fc.Arbitrary<string> {
  return fc.oneof(
    buildxRef,
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({ unit: anyCharacter, minLength: 1, maxLength: 40 }),
    awkwardRef,
    longRef,
  );
}

/**
 * Generates refs that every language quotes alike.
 *
 * @since 0.1.0
 */
export function plainRef(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 _.:/-]{0,30}[A-Za-z0-9]$/);
}
