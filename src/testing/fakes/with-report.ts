/** The same error, and more to read in its message: so every reporter shows it. */
export function withReport(error: unknown, report: string): Error {
  if (!(error instanceof Error) && !isErrorLike(error))
    return new Error(`${String(error)}\n\n${report}`, { cause: error });
  const { message, stack } = error;
  const longer = `${message}\n\n${report}`;
  try {
    error.message = longer;
    // A stack begins with the message as it was.
    if (stack !== undefined)
      error.stack =
        message !== '' && stack.includes(message) ? stack.replace(message, () => longer) : `${longer}\n${stack}`;
    return error;
  } catch {
    return new Error(longer, { cause: error });
  }
}

/** Errors of another realm, as Jest's tests have them, are instances of another class. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
