import type { StatusCodeName } from '../../protocol/status-code.js';

/** How a call may end: with this code, and with one of these messages if any are given. */
export interface EndingPattern {
  readonly code: StatusCodeName;
  readonly messages?: readonly string[];
}

export function endsWith(code: StatusCodeName, ...messages: readonly string[]): EndingPattern {
  return messages.length === 0 ? { code } : { code, messages };
}

export function fits(
  { code, message }: { readonly code: string; readonly message: string },
  patterns: readonly EndingPattern[],
): boolean {
  return patterns.some((one) => one.code === code && (one.messages?.includes(message) ?? true));
}

export function showPatterns(patterns: readonly EndingPattern[]): string {
  const each = ({ code, messages }: EndingPattern): string =>
    messages === undefined ? code : `${code} ${messages.map((message) => JSON.stringify(message)).join(' or ')}`;
  return patterns.map(each).join(', or ');
}

export const ok: readonly EndingPattern[] = [endsWith('OK')];
export const ongoing: readonly EndingPattern[] = [endsWith('UNKNOWN', 'build ongoing')];
/** A client that cancels sees its own words, or the end that was already on its way. */
export const cancelledByClient: readonly EndingPattern[] = [endsWith('CANCELLED')];
export const killed: readonly EndingPattern[] = [endsWith('CANCELLED', 'context canceled')];
/** The end of a killed process's stream while its client may be typing (docs/real-controller.md §5.7). */
export const killedWhileTyping: readonly EndingPattern[] = [
  ...killed,
  endsWith('UNKNOWN', 'io: read/write on closed pipe'),
];
export const expired: readonly EndingPattern[] = [endsWith('DEADLINE_EXCEEDED')];
/** Any end: for what no requirement speaks of. */
export const anyEnding: readonly EndingPattern[] = (
  ['OK', 'CANCELLED', 'UNKNOWN', 'FAILED_PRECONDITION', 'DEADLINE_EXCEEDED'] as const
).map((code) => ({ code }));

/** An error at the start of Invoke, in both of its spellings (docs/real-controller.md §1, fact 17). */
export function initFailure(text: string): readonly EndingPattern[] {
  return [endsWith('UNKNOWN', text, `failed to initialize IO server: ${text}`)];
}
