/**
 * What becomes of a call that only another call could move, when nobody makes that one: a warning (`'warn'`), an error
 * that ends the call (`'error'`), or nothing (`'ignore'`). Only clients in this process are told, under an `auto`
 * clock.
 *
 * @since 0.1.0
 */
export type OnStuck = 'warn' | 'error' | 'ignore';
