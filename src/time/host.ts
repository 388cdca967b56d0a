import timers from 'node:timers';

/**
 * Node's own timers and clocks, as they were when this was loaded. Test runners replace the globals, and the functions
 * of `node:timers`, with ones that stand still until a test moves them: nothing here may wait for that.
 */
export const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = timers;
export const { Date, queueMicrotask } = globalThis;
export const nextTick = process.nextTick.bind(process);
/** Milliseconds since the Unix epoch. */
export const dateNow = Date.now.bind(Date);
/** Milliseconds since {@link timeOrigin}, with fractions. */
export const performanceNow = performance.now.bind(performance);
/** In milliseconds since the Unix epoch, with fractions. */
export const { timeOrigin } = performance;
