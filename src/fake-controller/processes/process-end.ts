import type { AttachmentEnd } from './attachment.js';

/** How a process ended. */
export type ProcessEnd = Extract<
  AttachmentEnd,
  { kind: 'exited' | 'refused' | 'unexpected-stdin' | 'killed' | 'crashed' }
>;

/** What the kernel tells of a process that was killed. */
export const killedCode = 137;
