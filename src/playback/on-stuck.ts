/**
 * What becomes of a call that only another call could move, when nobody makes that one: a warning (`'warn'`), an error
 * that ends the call (`'error'`), or nothing (`'ignore'`). Only clients in this process are told, under an `auto`
 * clock.
 */
export type OnStuck = 'warn' | 'error' | 'ignore';
