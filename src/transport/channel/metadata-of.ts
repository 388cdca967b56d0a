import type { Metadata as GrpcMetadata } from '@grpc/grpc-js';
import type { Metadata } from '../../client/connection.js';
import { newMetadata } from '../grpc-js.js';

/** Metadata as grpc-js has it. */
export function toGrpc(metadata: Metadata): GrpcMetadata {
  const converted = newMetadata();
  for (const [key, values] of Object.entries(metadata)) {
    for (const value of values) converted.add(key, typeof value === 'string' ? value : Buffer.from(value));
  }
  return converted;
}

export function fromGrpc(metadata: GrpcMetadata): Metadata {
  return Object.fromEntries(Object.keys(metadata.getMap()).map((key) => [key, metadata.get(key)]));
}
