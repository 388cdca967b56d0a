/**
 * The messages that BuildKit and its clients speak, a namespace for each package of theirs: `control.SolveRequest`,
 * `gateway.SolveRequest`. They follow the same rules as the controller's: camel case, 64-bit integers as `bigint`,
 * lists and maps that are never absent. A `oneof` is an optional field of its own name that holds
 * `{ kind, value }`. Keys of a map that are integers on the wire are decimal digits.
 */
export type * as apicaps from '../generated/buildkit/apicaps.js';
export type * as content from '../generated/buildkit/content.js';
export type * as control from '../generated/buildkit/control.js';
export type * as errdefs from '../generated/buildkit/errdefs.js';
export type * as exporter from '../generated/buildkit/exporter.js';
export type * as filesync from '../generated/buildkit/filesync.js';
export type * as fsutil from '../generated/buildkit/fsutil.js';
export type * as gateway from '../generated/buildkit/gateway.js';
export type * as health from '../generated/buildkit/health.js';
export type * as pb from '../generated/buildkit/pb.js';
export type * as policysession from '../generated/buildkit/policysession.js';
export type * as secrets from '../generated/buildkit/secrets.js';
export type * as sourcepolicy from '../generated/buildkit/sourcepolicy.js';
export type * as sshforward from '../generated/buildkit/sshforward.js';
export type * as stack from '../generated/buildkit/stack.js';
export type * as trace from '../generated/buildkit/trace.js';
export type * as upload from '../generated/buildkit/upload.js';
export type * as worker from '../generated/buildkit/worker.js';
