import { createRequire } from 'node:module';
import type * as GrpcJs from '@grpc/grpc-js';

const require = createRequire(import.meta.url);
let loaded: typeof GrpcJs | undefined;

/**
 * The library, loaded by the first channel or listener that is made of it: that takes as long as all else that the
 * package loads, and its own client and `node:http2` do without.
 */
export function grpcJs(): typeof GrpcJs {
  loaded ??= require('@grpc/grpc-js') as typeof GrpcJs;
  return loaded;
}

export function newMetadata(): GrpcJs.Metadata {
  const { Metadata } = grpcJs();
  return new Metadata();
}
