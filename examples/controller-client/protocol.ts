import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/**
 * The controller's service, for grpc-js to make clients of and to serve. The .proto files are those that come with
 * `buildx-testkit`: a program that people install has a copy of them, since the kit itself is for tests.
 */
export function controllerService(revision: string): ServiceClientConstructor {
  const proto = fileURLToPath(new URL('proto', import.meta.resolve('buildx-testkit/package.json')));
  const definition = loadSync('controller.proto', {
    includeDirs: [join(proto, revision), proto],
    keepCase: true,
    longs: Number,
    defaults: true,
    oneofs: true,
  });
  const packages = loadPackageDefinition(definition) as unknown as Packages;
  return packages.buildx.controller.v1.Controller;
}

interface Packages {
  readonly buildx: { readonly controller: { readonly v1: { readonly Controller: ServiceClientConstructor } } };
}
