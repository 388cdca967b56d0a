import * as fc from 'fast-check';
import type { BuildOptions, Init, StringMap } from '../../protocol/messages.js';

/** The options that change nothing about how a build goes, so that any value will do. */
export type HarmlessOptions = Required<Pick<Init<BuildOptions>, 'buildArgs' | 'labels' | 'groupRef'>>;

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,20}$/).map((text) => `testkit.${text}`);
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', ' ', '=', 'a=b', 'a,b', '"', '\n', '🙂'),
);

function map(): fc.Arbitrary<StringMap> {
  return fc.dictionary(name, value, { maxKeys: 6, noNullPrototype: true });
}

/** Build args and labels by any name, with any value, and a group. */
export function harmlessOptions(): fc.Arbitrary<HarmlessOptions> {
  return fc.record({ buildArgs: map(), labels: map(), groupRef: fc.stringMatching(/^[a-z0-9]{0,25}$/) });
}
