import type { RpcStatus } from '../client/rpc-status.js';
import type { BuildKitMethodName } from '../protocol/buildkit/service.js';

/** What happens on a call in a session. A request is what the caller, which is BuildKit, sends. */
export type Happening =
  | { readonly kind: 'open' | 'half-close' | 'cancel' }
  | { readonly kind: 'request' | 'response'; readonly message: object }
  | { readonly kind: 'status'; readonly status: RpcStatus }
  | { readonly kind: 'note'; readonly text: string };

/** Hears of one call, as things happen. */
export type CallWitness = (happening: Happening) => void;

/** Hears of all calls in a session: it is told of a call that begins, and gives who hears of it from then on. */
export type SessionWitness = (rpc: BuildKitMethodName) => CallWitness;

/** Whom nobody asks afterwards. */
export const noWitness: SessionWitness = () => () => undefined;
