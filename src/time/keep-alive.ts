import { clearInterval, setInterval } from './host.js';
/** Longer than any run; the interval does nothing but be there. */
const hourMs = 3_600_000;

/** Keeps the process alive while `work` runs, though all that it waits for may be timers that don't. */
export async function keepAlive<T>(work: () => Promise<T>): Promise<T> {
  const handle = setInterval(() => {}, hourMs);
  try {
    return await work();
  } finally {
    clearInterval(handle);
  }
}
