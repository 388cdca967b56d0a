/**
 * The one empty list of all messages: messages are mostly made of empty lists, and making each anew would be most of
 * what decoding costs.
 */
export const none: readonly never[] = Object.freeze([]);

/** The one empty map of all messages. */
export const noEntries: Readonly<Record<string, never>> = Object.freeze({});
