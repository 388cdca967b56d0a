import type { Session } from '../../session-tunnel/session.js';
import type { Build } from '../builds/build.js';
import type { Life } from '../life.js';
import type { ExportSource } from './export-source.js';
import type { RequestedExporter } from './requested-exporters.js';

/** One exporter at work. */
export interface Export {
  readonly life: Life;
  readonly build: Build;
  readonly exporter: RequestedExporter;
  readonly source: ExportSource;
  /** The time of all that is made, in seconds since the Unix epoch. */
  readonly created: number;
  /** The session of the build's client. @throws SessionError when there is none */
  readonly session: () => Promise<Session>;
  /** Aborts when the build is stopped. */
  readonly signal: AbortSignal;
}
