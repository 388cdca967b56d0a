import * as fc from 'fast-check';

/** One thing that a client does, with one of a few sessions. */
export type ClientStep =
  | { readonly kind: 'build'; readonly session: number; readonly stdin?: string }
  | { readonly kind: 'cancelled-build'; readonly session: number; readonly after: number }
  | { readonly kind: 'status'; readonly session: number }
  | { readonly kind: 'invoke'; readonly session: number; readonly text: string; readonly code: number }
  | { readonly kind: 'detach'; readonly session: number }
  | { readonly kind: 'list' | 'info' }
  | { readonly kind: 'processes' | 'disconnect'; readonly session: number };

/** What a client does, one thing after another, over so many sessions. */
export function clientSteps(sessions: number, most: number): fc.Arbitrary<readonly ClientStep[]> {
  const session = fc.nat({ max: sessions - 1 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '🙂'), minLength: 1, maxLength: 20 });
  const step = fc.oneof<fc.MaybeWeightedArbitrary<ClientStep>[]>(
    fc.record({ kind: fc.constant('build'), session }),
    fc.record({ kind: fc.constant('build'), session, stdin: text }),
    fc.record({ kind: fc.constant('cancelled-build'), session, after: fc.nat({ max: 3 }) }),
    fc.record({ kind: fc.constant('status'), session }),
    fc.record({ kind: fc.constant('invoke'), session, text, code: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ kind: fc.constant('detach'), session }),
    fc.record({ kind: fc.constantFrom('list', 'info') }),
    fc.record({ kind: fc.constantFrom('processes', 'disconnect'), session }),
  );
  return fc.array(step, { minLength: 1, maxLength: most, size: 'max' });
}
