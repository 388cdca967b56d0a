/** Signals that end programs, with their numbers. */
export const fatalSignals = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGTERM: 15,
} as const;

/**
 * A signal that ends programs; `SIGKILL` is also what the system sends when memory runs out.
 *
 * @since 0.1.0
 */
export type FatalSignal = keyof typeof fatalSignals;
