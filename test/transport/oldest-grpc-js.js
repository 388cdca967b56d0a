// `NODE_OPTIONS=--import=./test/transport/oldest-grpc-js.js` runs everything on the oldest grpc-js that package.json allows.
import { register } from 'node:module';

export async function resolve(specifier, context, next) {
  return next(specifier === '@grpc/grpc-js' ? 'grpc-js-oldest' : specifier, context);
}

// The hooks run in a thread of their own, where this file is loaded once more.
if (!import.meta.url.endsWith('?hooks')) register(`${import.meta.url}?hooks`);
