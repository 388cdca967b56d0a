import protobuf from 'protobufjs';
import * as apicaps from '../../../src/protocol/generated/buildkit/apicaps.js';
import * as content from '../../../src/protocol/generated/buildkit/content.js';
import * as control from '../../../src/protocol/generated/buildkit/control.js';
import * as errdefs from '../../../src/protocol/generated/buildkit/errdefs.js';
import * as exporter from '../../../src/protocol/generated/buildkit/exporter.js';
import * as filesync from '../../../src/protocol/generated/buildkit/filesync.js';
import * as fsutil from '../../../src/protocol/generated/buildkit/fsutil.js';
import * as gateway from '../../../src/protocol/generated/buildkit/gateway.js';
import * as health from '../../../src/protocol/generated/buildkit/health.js';
import * as pb from '../../../src/protocol/generated/buildkit/pb.js';
import * as policysession from '../../../src/protocol/generated/buildkit/policysession.js';
import * as rpc from '../../../src/protocol/generated/buildkit/rpc.js';
import * as secrets from '../../../src/protocol/generated/buildkit/secrets.js';
import * as sourcepolicy from '../../../src/protocol/generated/buildkit/sourcepolicy.js';
import * as sshforward from '../../../src/protocol/generated/buildkit/sshforward.js';
import * as stack from '../../../src/protocol/generated/buildkit/stack.js';
import * as trace from '../../../src/protocol/generated/buildkit/trace.js';
import * as upload from '../../../src/protocol/generated/buildkit/upload.js';
import * as worker from '../../../src/protocol/generated/buildkit/worker.js';
import type { Codec } from '../../../src/protocol/rpc.js';

const byPackage = {
  'containerd.services.content.v1': content.codecs,
  'fsutil.types': fsutil.codecs,
  'google.rpc': rpc.codecs,
  'grpc.health.v1': health.codecs,
  'moby.buildkit.secrets.v1': secrets.codecs,
  'moby.buildkit.v1': control.codecs,
  'moby.buildkit.v1.apicaps': apicaps.codecs,
  'moby.buildkit.v1.frontend': gateway.codecs,
  'moby.buildkit.v1.sourcepolicy': sourcepolicy.codecs,
  'moby.buildkit.v1.sourcepolicy.policysession': policysession.codecs,
  'moby.buildkit.v1.types': worker.codecs,
  'moby.exporter.v1': exporter.codecs,
  'moby.filesync.v1': filesync.codecs,
  'moby.sshforward.v1': sshforward.codecs,
  'moby.upload.v1': upload.codecs,
  'opentelemetry.proto.collector.trace.v1': trace.codecs,
  errdefs: errdefs.codecs,
  pb: pb.codecs,
  stack: stack.codecs,
} as const;

/** Messages whose canonical type has another name. */
const renamed: Readonly<Record<string, string>> = {
  'google.rpc.Status': 'RpcStatusMessage',
  'moby.buildkit.v1.sourcepolicy.Policy': 'SourcePolicy',
  'moby.buildkit.v1.sourcepolicy.Rule': 'SourcePolicyRule',
  'moby.buildkit.v1.sourcepolicy.Selector': 'SourcePolicySelector',
  'moby.buildkit.v1.sourcepolicy.AttrConstraint': 'SourcePolicyConstraint',
  'moby.buildkit.v1.sourcepolicy.Update': 'SourcePolicyUpdate',
};

/** All messages of the .proto files that have a codec of their own. */
export function messagesOf(root: protobuf.Root): readonly protobuf.Type[] {
  return Object.keys(byPackage).flatMap((name) =>
    (root.lookup(name) as protobuf.Namespace).nestedArray.filter((one) => one instanceof protobuf.Type),
  );
}

/** The codec of any message, whether an RPC has it or not. */
export function codecOf(type: protobuf.Type): Codec<object> {
  const name = type.fullName.slice(1);
  const codecs = byPackage[name.slice(0, name.lastIndexOf('.')) as keyof typeof byPackage];
  const codec = (codecs as Readonly<Record<string, Codec<object>>>)[renamed[name] ?? type.name];
  if (codec === undefined) throw new Error(`${name} has no codec`);
  return codec;
}
