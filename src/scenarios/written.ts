/**
 * What may be written in code where a scenario has data: the data itself, something that turns into it (a builder), a
 * `RegExp` for a pattern, and bytes for base64.
 *
 * @since 0.1.0
 */
export type Written<T> = unknown extends T
  ? T
  : T extends string | number | boolean | bigint | undefined
    ? T
    : T extends readonly (infer E)[]
      ? readonly Written<E>[]
      :
          | { readonly [K in keyof T]: Written<T[K]> }
          | { toJSON(): T }
          | (T extends { readonly pattern: string } ? RegExp : never)
          | (T extends { readonly base64: string } ? Uint8Array : never);
