/** Says what is wrong with a file, without the system call and the path that Node.js puts into its messages. */
export function fileProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/^E[A-Z]+: /, '').replace(/, [a-z]+( '.*')?$/s, '');
}
