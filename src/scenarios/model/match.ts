/**
 * A condition on a text: a string it must equal, a glob that matches all of it (`*` any characters, `?` one), or a
 * regular expression that matches anywhere in it.
 *
 * @since 0.1.0
 */
export type TextMatch = string | { readonly glob: string } | { readonly pattern: string; readonly flags?: string };

/**
 * A condition on a list: it must hold every one of these, in any order, among others; with `exactly`, these alone in
 * this order.
 *
 * @since 0.1.0
 */
export type ListMatch<M> = readonly M[] | { readonly exactly: readonly M[] };

/**
 * A condition on an object: it must have the fields that are given; others don't matter.
 *
 * @since 0.1.0
 */
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
