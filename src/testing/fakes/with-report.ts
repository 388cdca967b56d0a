/** What errors said of themselves before a report was added. */
const untold = new WeakMap<Error, Pick<Error, 'message' | 'stack'>>();

/** The same error, and more to read in its message: so every reporter shows it. Another one where a report is in it already. */
export function withReport(error: unknown, report: string): Error {
  if (!(error instanceof Error) && !isErrorLike(error))
    return new Error(`${String(error)}\n\n${report}`, { cause: error });
  // Several tests may fail by one error, such as that of a promise that all of them await.
  const before = untold.get(error);
  const told = before === undefined ? error : new Error('', { cause: error });
  const { message, stack } = before ?? error;
  const longer = `${message}\n\n${report}`;
  try {
    told.message = longer;
    if (told !== error) told.name = error.name;
    // A stack begins with the message as it was.
    if (stack !== undefined)
      told.stack =
        message !== '' && stack.includes(message) ? stack.replace(message, () => longer) : `${longer}\n${stack}`;
  } catch {
    return new Error(longer, { cause: error });
  }
  untold.set(told, { message, ...(stack !== undefined && { stack }) });
  return told;
}

/** Errors of another realm, as Jest's tests have them, are instances of another class. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
