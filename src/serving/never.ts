/** Never resolves: for a handler of the real server that hangs. */
export function never(): Promise<never> {
  return new Promise(() => {});
}
