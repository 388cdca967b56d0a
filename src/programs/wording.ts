/** The words in which BuildKit says that a program cannot be started (docs/real-controller.md §3.4). */
export const programWording = {
  startFailed: (reason: string) => `failed to start container: ${reason}`,
  exitBeforeStart: 'expecting started message, got *moby_buildkit_v1_frontend.ExecMessage_Exit',
  unknownUser: (name: string, reason: string) => `unable to find user ${name}: ${reason}`,
  unknownGroup: (name: string, reason: string) => `unable to find group ${name}: ${reason}`,
  noArgs: 'specify args to execute',
} as const;
