import { clearInterval, setInterval } from './host.js';
/** The period of an interval that does nothing but keep the process alive. */
const hourMs = 3_600_000;

/** Keeps the process alive while `work` runs, because the timers that it waits for do not. */
export async function keepAlive<T>(work: () => Promise<T>): Promise<T> {
  const handle = setInterval(() => {}, hourMs);
  try {
    return await work();
  } finally {
    clearInterval(handle);
  }
}
