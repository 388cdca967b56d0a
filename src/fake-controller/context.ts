import type { Server } from './server.js';
import type { SessionTable } from './sessions/session-table.js';

/** What handlers work with: one life of the server. */
export interface Context extends Server {
  readonly sessions: SessionTable;
}
