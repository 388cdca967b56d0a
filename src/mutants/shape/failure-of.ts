/** The error with which a handler ended; undefined when it ended well. */
export function failureOf(handled: Promise<void>): Promise<Error | undefined> {
  return handled.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Error) return error;
      throw error;
    },
  );
}
