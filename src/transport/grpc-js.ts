import type * as GrpcJs from '@grpc/grpc-js';
import { requirePackage } from '../package/installed.js';

let loaded: typeof GrpcJs | undefined;

/**
 * Loads grpc-js when the first channel needs it. Loading it takes as long as loading everything else of the package,
 * whose own client and listeners do without.
 */
export function grpcJs(): typeof GrpcJs {
  loaded ??= requirePackage('@grpc/grpc-js') as typeof GrpcJs;
  return loaded;
}

export function newMetadata(): GrpcJs.Metadata {
  const { Metadata } = grpcJs();
  return new Metadata();
}
