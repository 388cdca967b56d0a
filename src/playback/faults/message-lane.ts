import type { Codec } from '../../protocol/methods.js';
import type { FaultDirection, FaultTrigger, MessageFaultAction } from '../../scenarios/model/fault-script.js';
import { type Divisible, join, split } from './divide.js';
import { padTo } from './unknown-field.js';
import { wronglyTyped } from './wrong-wire-type.js';

/** Bytes that are no message: longer than any varint may be. */
const noMessage = new Uint8Array(16).fill(0xff);

/**
 * One direction of a call: counts the messages that have come by, does to the next ones what faults want, and holds
 * messages back.
 */
export class MessageLane {
  readonly #direction: FaultDirection;
  readonly #codec: Codec<unknown>;
  readonly #otherCodec: Codec<unknown>;
  #messages = 0;
  #bytes = 0;
  #held: Promise<unknown> | undefined;
  /** Faults that wait for the next message. */
  #faults: MessageFaultAction[] = [];
  /** Messages that come later, each after so many others. */
  #late: { readonly message: Uint8Array; after: number }[] = [];
  /** A message that waits for others, to be joined with them. */
  #joined: { readonly message: Divisible; readonly wanted: number } | undefined;

  /** @param otherCodec of the same message in another revision */
  constructor(direction: FaultDirection, codec: Codec<unknown>, otherCodec: Codec<unknown>) {
    this.#direction = direction;
    this.#codec = codec;
    this.#otherCodec = otherCodec;
  }

  /** How many messages have come by. */
  get messages(): number {
    return this.#messages;
  }

  /** Holds everything until this is done. */
  hold(until: Promise<unknown>): void {
    const held = Promise.all([this.#held, until]).then(() => {
      if (this.#held === held) this.#held = undefined;
    });
    this.#held = held;
  }

  /** Does the work at once; when something holds the lane, once that is over, in order. */
  through<T>(work: () => Promise<T>): Promise<T> {
    return this.#held === undefined ? work() : this.#held.then(() => this.through(work));
  }

  count(message: Uint8Array): void {
    this.#messages++;
    this.#bytes += message.length;
  }

  /** Whether a trigger's message, or byte, has come. */
  has(at: FaultTrigger): boolean {
    if (!('message' in at) && !('bytes' in at)) return false;
    if ((at.direction ?? 'response') !== this.#direction) return false;
    return 'message' in at ? this.#messages === at.message : this.#bytes >= at.bytes;
  }

  /** Lets this happen to the next message. */
  strike(action: MessageFaultAction): void {
    this.#faults.push(action);
  }

  /** The messages that go on in place of a message. */
  pass(message: Uint8Array): readonly Uint8Array[] {
    const faults = this.#faults;
    this.#faults = [];
    const now = faults.reduce<readonly Uint8Array[]>(
      (messages, fault) => messages.flatMap((one) => this.#alter(one, fault)),
      this.#joined === undefined ? [message] : this.#join(this.#joined, message),
    );
    return now.flatMap((one) => [one, ...this.#due()]);
  }

  /** The messages that are still held back when no more come. */
  rest(): readonly Uint8Array[] {
    const joined = this.#joined === undefined ? [] : [this.#encode(this.#joined.message)];
    const late = this.#late.map(({ message }) => message);
    this.#joined = undefined;
    this.#late = [];
    return [...joined, ...late];
  }

  #alter(message: Uint8Array, action: MessageFaultAction): readonly Uint8Array[] {
    if ('drop' in action) return [];
    if ('duplicate' in action) return Array.from({ length: action.duplicate + 1 }, () => message);
    if ('malformed' in action) return [noMessage];
    if ('oversize' in action) return [padTo(message, action.oversize)];
    if ('reorder' in action) {
      this.#late.push({ message, after: action.reorder });
      return [];
    }
    if ('wrongWireType' in action) return [wronglyTyped(message, this.#codec, this.#otherCodec)];
    const decoded = this.#decode(message);
    if (decoded === undefined) return [message];
    if ('split' in action) return split(decoded, action.split).map((part) => this.#encode(part));
    this.#joined = { message: decoded, wanted: action.join - 1 };
    return [];
  }

  /** Joins a message with the one that waits. A message that cannot be joined ends the waiting. */
  #join({ message, wanted }: { message: Divisible; wanted: number }, bytes: Uint8Array): readonly Uint8Array[] {
    const next = this.#decode(bytes);
    const both = next === undefined ? undefined : join(message, next);
    this.#joined = both !== undefined && wanted > 1 ? { message: both, wanted: wanted - 1 } : undefined;
    if (both === undefined) return [this.#encode(message), bytes];
    return wanted > 1 ? [] : [this.#encode(both)];
  }

  /** Decodes a message; undefined for bytes that are none, of which their reader will tell. */
  #decode(bytes: Uint8Array): Divisible | undefined {
    try {
      // The cast is safe, because only messages of streams are divided and joined, as the check of scenarios sees to.
      return this.#codec.decode(bytes) as Divisible;
    } catch {
      return undefined;
    }
  }

  #encode(message: Divisible): Uint8Array {
    return this.#codec.encode(message);
  }

  #due(): readonly Uint8Array[] {
    for (const late of this.#late) late.after--;
    const due = this.#late.filter(({ after }) => after === 0).map(({ message }) => message);
    this.#late = this.#late.filter(({ after }) => after > 0);
    return due;
  }
}
