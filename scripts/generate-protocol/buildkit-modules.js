/** The packages that BuildKit speaks: the module of each package's codecs, and the .proto files that it is made from. */
export const modules = {
  'google.protobuf': { module: 'protobuf', files: [] },
  'google.rpc': { module: 'rpc', files: ['google/rpc/status.proto'] },
  pb: { module: 'pb', files: ['github.com/moby/buildkit/solver/pb/ops.proto'] },
  'moby.buildkit.v1.sourcepolicy': {
    module: 'sourcepolicy',
    files: ['github.com/moby/buildkit/sourcepolicy/pb/policy.proto'],
  },
  'moby.buildkit.v1.types': { module: 'worker', files: ['github.com/moby/buildkit/api/types/worker.proto'] },
  'moby.buildkit.v1': { module: 'control', files: ['github.com/moby/buildkit/api/services/control/control.proto'] },
  'moby.buildkit.v1.apicaps': { module: 'apicaps', files: ['github.com/moby/buildkit/util/apicaps/pb/caps.proto'] },
  'fsutil.types': {
    module: 'fsutil',
    files: ['github.com/tonistiigi/fsutil/types/stat.proto', 'github.com/tonistiigi/fsutil/types/wire.proto'],
  },
  'moby.buildkit.v1.frontend': {
    module: 'gateway',
    files: ['github.com/moby/buildkit/frontend/gateway/pb/gateway.proto'],
  },
  'moby.buildkit.v1.sourcepolicy.policysession': {
    module: 'policysession',
    files: ['github.com/moby/buildkit/sourcepolicy/policysession/policysession.proto'],
  },
  'moby.filesync.v1': {
    module: 'filesync',
    files: [
      'github.com/moby/buildkit/session/filesync/filesync.proto',
      'github.com/moby/buildkit/session/auth/auth.proto',
    ],
  },
  'moby.buildkit.secrets.v1': {
    module: 'secrets',
    files: ['github.com/moby/buildkit/session/secrets/secrets.proto'],
  },
  'moby.sshforward.v1': { module: 'sshforward', files: ['github.com/moby/buildkit/session/sshforward/ssh.proto'] },
  'moby.upload.v1': { module: 'upload', files: ['github.com/moby/buildkit/session/upload/upload.proto'] },
  'moby.exporter.v1': { module: 'exporter', files: ['github.com/moby/buildkit/session/exporter/exporter.proto'] },
  'containerd.services.content.v1': {
    module: 'content',
    files: ['github.com/containerd/containerd/api/services/content/v1/content.proto'],
  },
  'grpc.health.v1': { module: 'health', files: ['grpc/health/v1/health.proto'] },
  'opentelemetry.proto.collector.trace.v1': {
    module: 'trace',
    files: ['opentelemetry/proto/collector/trace/v1/trace_service.proto'],
  },
  errdefs: { module: 'errdefs', files: ['github.com/moby/buildkit/solver/errdefs/errdefs.proto'] },
  stack: { module: 'stack', files: ['github.com/moby/buildkit/util/stack/stack.proto'] },
};

/**
 * Messages that have a hand-written type in src/protocol/messages.ts, because the controller's protocol has them too:
 * what plays progress makes one message for either service.
 */
export const shared = {
  'google.protobuf.Timestamp': 'Timestamp',
  'google.protobuf.Any': 'AnyMessage',
  'google.rpc.Status': 'RpcStatusMessage',
  'pb.Definition': 'Definition',
  'pb.OpMetadata': 'OpMetadata',
  'pb.ExportCache': 'ExportCache',
  'pb.LinuxResources': 'LinuxResources',
  'pb.ProgressGroup': 'ProgressGroup',
  'pb.Source': 'Source',
  'pb.Locations': 'Locations',
  'pb.Location': 'Location',
  'pb.SourceInfo': 'SourceInfo',
  'pb.Range': 'Range',
  'pb.Position': 'Position',
  'moby.buildkit.v1.StatusResponse': 'StatusResponse',
  'moby.buildkit.v1.Vertex': 'Vertex',
  'moby.buildkit.v1.VertexStatus': 'VertexStatus',
  'moby.buildkit.v1.VertexLog': 'VertexLog',
  'moby.buildkit.v1.VertexWarning': 'VertexWarning',
  'moby.buildkit.v1.sourcepolicy.Policy': 'SourcePolicy',
  'moby.buildkit.v1.sourcepolicy.Rule': 'SourcePolicyRule',
  'moby.buildkit.v1.sourcepolicy.Selector': 'SourcePolicySelector',
  'moby.buildkit.v1.sourcepolicy.AttrConstraint': 'SourcePolicyConstraint',
  'moby.buildkit.v1.sourcepolicy.Update': 'SourcePolicyUpdate',
};
