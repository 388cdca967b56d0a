/** The exit codes of every verb, as `--help` lists them. */
export const exitCodes = {
  good: 0,
  violated: 1,
  usage: 2,
  unreachable: 3,
  notExercised: 4,
  broken: 5,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Errors that are not the program's own fault, by their `code`. */
const expected: Readonly<Record<string, ExitCode>> = {
  USAGE: exitCodes.usage,
  CONFIGURATION: exitCodes.usage,
  ADDRESS: exitCodes.usage,
  BAD_DURATION: exitCodes.usage,
  BAD_IMPORT: exitCodes.usage,
  BAD_JOURNAL: exitCodes.usage,
  BAD_SCENARIO: exitCodes.usage,
  CANNOT_LISTEN: exitCodes.usage,
  UNKNOWN_QUIRK: exitCodes.usage,
  UNKNOWN_REVISION: exitCodes.usage,
  TARGET_UNREACHABLE: exitCodes.unreachable,
  NO_ENGINE: exitCodes.unreachable,
  NOTHING_TO_PLAY: exitCodes.notExercised,
  NOT_ALL_RECORDED: exitCodes.notExercised,
  IMAGE_MISSING: exitCodes.unreachable,
  CONTAINER_START: exitCodes.unreachable,
};

/** The exit code that an error ends a command with; 5 when nobody expected it. */
export function exitCodeOfError(error: unknown): ExitCode {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return (typeof code === 'string' ? expected[code] : undefined) ?? exitCodes.broken;
}
