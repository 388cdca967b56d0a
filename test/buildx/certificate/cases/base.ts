import type { CertifiedRun } from '../certified-case.js';

/** A Dockerfile of these lines. */
export const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

/** A Dockerfile that runs something, without an image to begin with. */
export const withShell = (...text: readonly string[]): string => lines('FROM scratch', 'COPY sh /bin/sh', ...text);

/** A build that leaves its result in the cache, of which the program would else warn. */
export const build = (...args: readonly string[]): CertifiedRun => ({
  args: ['build', '--output', 'type=cacheonly', ...args, '.'],
});
