import type { Writable } from 'node:stream';

/** Where a command writes: the process's own streams, or a test's. */
export interface Io {
  readonly out: Writable & { readonly isTTY?: boolean; readonly columns?: number | undefined };
  readonly err: Writable & { readonly isTTY?: boolean; readonly columns?: number | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
}
