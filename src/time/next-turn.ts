import { setImmediate } from './host.js';

/** Resolves in the next turn of the event loop; signals, timers and sockets have been served by then. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
