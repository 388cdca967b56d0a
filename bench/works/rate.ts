/** Repeats something for a time; how much of it was done in a second. */
export async function rate(ms: number, once: () => Promise<number>): Promise<number> {
  const start = performance.now();
  let done = 0;
  let now = start;
  do {
    done += await once();
    now = performance.now();
  } while (now - start < ms);
  return (done * 1000) / (now - start);
}
