/**
 * What becomes of a call that only another call could move, when nobody makes it: a warning, an error that ends the
 * call, or nothing. Told only to clients in this process, under an `auto` clock.
 */
export type OnStuck = 'warn' | 'error' | 'ignore';
