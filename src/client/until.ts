/**
 * Waits for one piece of work after the other, each until `end` is there. As `Promise.race` does, but that would hang
 * what each of them gave on `end`, and keep all of it alive as long as that.
 */
export function until<E>(end: Promise<E>): <T>(work: Promise<T>) => Promise<T | E> {
  let ended: { readonly value: E } | undefined;
  let tell: (value: E) => void = () => {};
  void end.then((value) => {
    ended = { value };
    tell(value);
  });
  return <T>(work: Promise<T>) =>
    new Promise<T | E>((resolve, reject) => {
      tell = resolve;
      work.then(resolve, reject);
      if (ended !== undefined) resolve(ended.value);
    });
}
