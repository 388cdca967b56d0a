import * as fc from 'fast-check';
import type { BuildOptions, Init, StringMap } from '../../protocol/messages.js';

/**
 * The options that change nothing about how a build goes, so that any value will do.
 *
 * @since 0.1.0
 */
export type HarmlessOptions = Required<Pick<Init<BuildOptions>, 'buildArgs' | 'labels' | 'groupRef'>>;

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,20}$/).map((text) => `testkit.${text}`);
const value = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 2, arbitrary: fc.constantFrom('', ' ', '=', 'a=b', 'a,b', '"', '\n', '🙂') },
);

/** Maps of many entries, because few builds are made with them, and each is to try much. */
function map(): fc.Arbitrary<StringMap> {
  return fc.noBias(fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true, size: 'max' }));
}

/**
 * Generates build args and labels of any name and value, and a group ref.
 *
 * @since 0.1.0
 */
export function harmlessOptions(): fc.Arbitrary<HarmlessOptions> {
  return fc.record({ buildArgs: map(), labels: map(), groupRef: fc.stringMatching(/^[a-z0-9]{0,25}$/) });
}
