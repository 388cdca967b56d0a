/**
 * gRPC status codes, with gRPC's own spelling.
 *
 * @since 0.1.0
 */
export const statusCodes = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

/**
 * A status code's name in gRPC's spelling, such as `'FAILED_PRECONDITION'`.
 *
 * @since 0.1.0
 */
export type StatusCodeName = keyof typeof statusCodes;
/**
 * A status code's number, 0 to 16.
 *
 * @since 0.1.0
 */
export type StatusCode = (typeof statusCodes)[StatusCodeName];

const names = new Map<number, StatusCodeName>(
  (Object.entries(statusCodes) as [StatusCodeName, StatusCode][]).map(([name, code]) => [code, name]),
);

/**
 * The name of a code; a number outside gRPC's range is shown as `code N`.
 *
 * @since 0.1.0
 */
export function statusCodeName(code: number): string {
  return names.get(code) ?? `code ${code}`;
}
