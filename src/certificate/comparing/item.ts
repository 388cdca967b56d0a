import type { MethodName } from '../../protocol/methods.js';

/** One fact that a journal tells, in a form that can be compared: without times, sizes and names that chance gave. */
export interface Item {
  /** What it is a fact of: the call by its key, or the progress of a build. */
  readonly of: string;
  readonly rpc: MethodName;
  /** Which fact it is, such as `end` or `vertex [1/2] COPY rootfs /`. */
  readonly name: string;
  readonly value: string;
  /** How many messages it was told in. */
  readonly messages: number;
  readonly about: About;
}

/** What is known of the history where a fact comes from. */
export interface About {
  /** The command that opened the call, in words. */
  readonly command: string;
  /** Whether the client cancelled the call, or, of progress, the Build. */
  readonly cancelled: boolean;
  /** How the Build ended whose progress it is, or that was replied to. */
  readonly built?: string;
  /** How many Status streams showed it. */
  readonly subscribers?: number;
  /** Whether a Status of that session was given up before. */
  readonly abandoned?: boolean;
}

/** A fact before it is known what it is a fact of. */
export type Fact = Pick<Item, 'name' | 'value'> & { readonly messages?: number };
