/** Long enough for a busy machine, and short enough to be told from for ever. */
const patienceMs = 20_000;

/** The promise's value. @throws Error that says what did not happen in time. */
export async function within<T>(what: string, promise: Promise<T>, ms = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves as soon as `assertion` throws no more. @throws what it throws when the time is over */
export async function eventually(assertion: () => void | Promise<void>, ms = patienceMs): Promise<void> {
  const end = performance.now() + ms;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
