import type { BuildKitMethodName, BuildKitRequest } from '../../protocol/buildkit/service.js';
import type { BuildOptions } from '../../protocol/messages.js';
import type { MethodName, RequestOf } from '../../protocol/methods.js';
import type { TextMatch } from '../../scenarios/model/match.js';

/**
 * What is asked of a part of a message: a text that it equals, a glob or an expression that it matches; of bytes, the
 * same of their text; of a list, what it must hold among others, or `{ exactly: [...] }`; of an object, the fields that
 * are named.
 *
 * @since 0.1.0
 */
export type Wanted<T> = T extends Uint8Array
  ? TextMatch | RegExp | Uint8Array
  : T extends string
    ? TextMatch | RegExp
    : T extends boolean
      ? boolean
      : T extends number | bigint
        ? number | bigint
        : T extends readonly (infer E)[]
          ? readonly Wanted<E>[] | { readonly exactly: readonly Wanted<E>[] }
          : T extends object
            ? { readonly [K in keyof T]?: Wanted<NonNullable<T[K]>> }
            : never;

/**
 * The name of an RPC of either fake: `'Build'`, `'Control.Solve'`.
 *
 * @since 0.1.0
 */
export type RpcName = MethodName | BuildKitMethodName;

/**
 * What is asked of a request. Of Build that is what is asked of its options, and `ref` is the session; of others, of the
 * message itself.
 *
 * @since 0.1.0
 */
export type WantedRequest<N extends RpcName> = N extends 'Build'
  ? Wanted<BuildOptions>
  : N extends MethodName
    ? Wanted<RequestOf<N>>
    : N extends BuildKitMethodName
      ? Wanted<BuildKitRequest<N>>
      : never;
