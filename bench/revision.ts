import { serviceOf, type Method, type MethodName, type Revision } from 'buildx-testkit/protocol';

/** What all subjects speak. */
export const revision: Revision = '2023-04';

/** One of its RPCs, with the codecs that all subjects use. */
export function methodOf<M extends MethodName>(name: M): Method<M> {
  const method = serviceOf(revision)[name];
  if (method === undefined) throw new Error(`${revision} has no ${name}`);
  return method;
}

/** The same bytes, as grpc-js wants them. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
