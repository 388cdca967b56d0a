/** What is empty, once for all: messages are mostly made of empty lists, and to make each anew is what they would cost. */
export const none: readonly never[] = Object.freeze([]);

/** An empty map, once for all. */
export const noEntries: Readonly<Record<string, never>> = Object.freeze({});
