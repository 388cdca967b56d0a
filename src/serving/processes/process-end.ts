import type { AttachmentEnd } from './attachment.js';

/** How a process ended. */
export type ProcessEnd = Extract<
  AttachmentEnd,
  { kind: 'exited' | 'refused' | 'unexpected-stdin' | 'killed' | 'crashed' }
>;

/** The exit code of a process that was killed: 128 and the number of SIGKILL. */
export const killedCode = 137;
