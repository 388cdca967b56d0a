import type { Command } from './command.js';

type WithoutNumbers<C> = C extends unknown ? Omit<C, 'id' | 'status'> : never;

/**
 * A command before it is known what is there. Its `session`, `process` and `stream` are any natural numbers; each means
 * the one at that place, counted round, among those for which the command makes sense. So a sequence still means
 * something when a part of it is taken away.
 */
export type Intent = WithoutNumbers<Command>;
