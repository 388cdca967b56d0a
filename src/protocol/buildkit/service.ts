import { ProtocolError } from '../protocol-error.js';
import { Content } from '../generated/buildkit/content.js';
import { Control } from '../generated/buildkit/control.js';
import { Exporter } from '../generated/buildkit/exporter.js';
import { Auth, FileSend, FileSync } from '../generated/buildkit/filesync.js';
import { LLBBridge } from '../generated/buildkit/gateway.js';
import { Health } from '../generated/buildkit/health.js';
import { PolicyVerifier } from '../generated/buildkit/policysession.js';
import type { BuildKitMethodName } from '../generated/buildkit/method-name.js';
import { Secrets } from '../generated/buildkit/secrets.js';
import { SSH } from '../generated/buildkit/sshforward.js';
import { TraceService } from '../generated/buildkit/trace.js';
import { Upload } from '../generated/buildkit/upload.js';
import type { Rpc } from '../rpc.js';

export type { BuildKitMethodName } from '../generated/buildkit/method-name.js';

/** What BuildKit serves to its clients, by the services' full names. */
export const servedServices = {
  'moby.buildkit.v1.Control': Control,
  'moby.buildkit.v1.frontend.LLBBridge': LLBBridge,
  'containerd.services.content.v1.Content': Content,
  'grpc.health.v1.Health': Health,
  'opentelemetry.proto.collector.trace.v1.TraceService': TraceService,
} as const;

/** What a client serves to BuildKit inside of a session, by the services' full names. */
export const sessionServices = {
  'moby.filesync.v1.FileSync': FileSync,
  'moby.filesync.v1.FileSend': FileSend,
  'moby.filesync.v1.Auth': Auth,
  'moby.buildkit.secrets.v1.Secrets': Secrets,
  'moby.sshforward.v1.SSH': SSH,
  'moby.upload.v1.Upload': Upload,
  'moby.exporter.v1.Exporter': Exporter,
  'moby.buildkit.v1.sourcepolicy.policysession.PolicyVerifier': PolicyVerifier,
  'containerd.services.content.v1.Content': Content,
  'grpc.health.v1.Health': Health,
} as const;

type Services = typeof servedServices & typeof sessionServices;
type MethodsOf<S> = S extends Readonly<Record<string, infer M>> ? M : never;
type AnyMethod = { [S in keyof Services]: MethodsOf<Services[S]> }[keyof Services];

/**
 * An RPC of BuildKit or of its clients by its name, with the types of its messages: `BuildKitMethod<'Control.Solve'>`.
 *
 * @since 0.1.0
 */
export type BuildKitMethod<N extends BuildKitMethodName = BuildKitMethodName> = Extract<
  AnyMethod,
  { readonly name: N }
>;
/**
 * The name of an RPC that BuildKit serves to its clients, such as `'Control.Solve'`.
 *
 * @since 0.1.0
 */
export type ServedMethodName = {
  [S in keyof typeof servedServices]: MethodsOf<(typeof servedServices)[S]>;
}[keyof typeof servedServices]['name'];
/**
 * The message that the caller sends: `BuildKitRequest<'Control.Solve'>` has the build's ref, frontend and exporters.
 *
 * @since 0.1.0
 */
export type BuildKitRequest<N extends BuildKitMethodName> = BuildKitMethod<N> extends Rpc<N, infer Q> ? Q : never;
/**
 * The message that the callee sends: `BuildKitResponse<'Control.Solve'>` has the exporters' reply.
 *
 * @since 0.1.0
 */
export type BuildKitResponse<N extends BuildKitMethodName> =
  BuildKitMethod<N> extends Rpc<N, unknown, infer S> ? S : never;

/** The RPC that a path names, such as `/moby.buildkit.v1.Control/Solve`; the first slash may be missing. */
export function methodAt(
  services: Readonly<Record<string, Readonly<Record<string, Rpc>>>>,
  path: string,
): BuildKitMethod | undefined {
  const name = path.replace(/^\//, '');
  const slash = name.lastIndexOf('/');
  const service = own(services, name.slice(0, slash));
  return service && (own(service, name.slice(slash + 1)) as BuildKitMethod | undefined);
}

function own<V>(table: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

export {
  Auth,
  Content,
  Control,
  Exporter,
  FileSend,
  FileSync,
  Health,
  LLBBridge,
  PolicyVerifier,
  Secrets,
  SSH,
  TraceService,
  Upload,
};

const everyMethod: readonly AnyMethod[] = [...Object.values(servedServices), ...Object.values(sessionServices)].flatMap(
  (service: Readonly<Record<string, AnyMethod>>) => Object.values(service),
);

/** The names of all RPCs between BuildKit and its clients. */
export const methodNames: readonly BuildKitMethodName[] = [...new Set(everyMethod.map(({ name }) => name))];

/** The RPC of that name. */
export function methodNamed<N extends BuildKitMethodName>(name: N): BuildKitMethod<N> {
  const found = everyMethod.find((method) => method.name === name);
  if (found === undefined) throw new ProtocolError(`there is no RPC ${name}`);
  return found as BuildKitMethod<N>;
}
