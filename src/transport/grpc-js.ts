import type * as GrpcJs from '@grpc/grpc-js';
import { requirePackage } from '../package/installed.js';

let loaded: typeof GrpcJs | undefined;

/**
 * The library, loaded by the first channel or listener that is made of it: that takes as long as all else that the
 * package loads, and its own client and `node:http2` do without.
 */
export function grpcJs(): typeof GrpcJs {
  loaded ??= requirePackage('@grpc/grpc-js') as typeof GrpcJs;
  return loaded;
}

export function newMetadata(): GrpcJs.Metadata {
  const { Metadata } = grpcJs();
  return new Metadata();
}
