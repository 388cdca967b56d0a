import type { Command } from './command.js';

type WithoutNumbers<C> = C extends unknown ? Omit<C, 'id' | 'status'> : never;

/**
 * A command before it is known what is there: `session`, `process` and `stream` are any natural numbers, and mean the
 * one at that place among those for which the command makes sense, counted round. So what remains of a sequence still
 * means something when a part of it is taken away.
 */
export type Intent = WithoutNumbers<Command>;
