/**
 * The protocol `buildx.controller.v1.Controller`: its messages in one shape for all revisions, their codecs, and the
 * typed details of errors. Loads nothing of gRPC.
 *
 * @packageDocumentation
 */
export type * from './detail-types.js';
export { details, type MadeDetail } from './details.js';
export type { ErrorDetail } from './error-detail.js';
export { infoOf } from './info.js';
export type * from './messages.js';
export type {
  BuildKitMethod,
  BuildKitMethodName,
  BuildKitRequest,
  BuildKitResponse,
  ServedMethodName,
} from './buildkit/service.js';
export type { Codec, Method, MethodName, MethodTypes, RequestOf, ResponseOf, ServiceDefinition } from './methods.js';
export { ProtocolError } from './protocol-error.js';
export { recogniseRevision } from './recognise-revision.js';
export { parseRevision, type RevisionName } from './parse-revision.js';
export { defaultRevision, type Revision, revisions, type RevisionSpan } from './revision.js';
export type { Rpc } from './rpc.js';
export { serviceName, serviceOf } from './service.js';
export { type StatusCode, type StatusCodeName, statusCodeName, statusCodes } from './status-code.js';
export {
  decodeStatusDetails,
  detailsOf,
  encodeStatusDetails,
  errorDetail,
  type StatusDetails,
  statusDetailsKey,
} from './status-details.js';
export { UnknownRevisionError } from './unknown-revision-error.js';
