/**
 * What a text must be: equal to a string, or matched as a whole by a glob (`*` any characters, `?` one), or by a
 * regular expression anywhere in it.
 */
export type TextMatch = string | { readonly glob: string } | { readonly pattern: string; readonly flags?: string };

/** What a list must hold: every one of these, in any order, among others; or with `exactly`, these in this order. */
export type ListMatch<M> = readonly M[] | { readonly exactly: readonly M[] };

/** What an object must have: the fields that are given; others don't matter. */
export type Match<T> = T extends string
  ? TextMatch
  : T extends boolean
    ? boolean
    : T extends number | bigint
      ? number | bigint
      : T extends readonly (infer E)[]
        ? ListMatch<Match<E>>
        : T extends object
          ? { readonly [K in keyof T]?: Match<NonNullable<T[K]>> }
          : never;
