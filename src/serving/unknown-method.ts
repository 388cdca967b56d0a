import { statusCodes } from '../protocol/status-code.js';
import type { Outcome } from '../transport/server-call.js';
import { transportWording } from './transport-wording.js';

/** The end of a call to an unknown method, in grpc-go's words. */
export function unknownMethod(path: string, hasService: (service: string) => boolean): Outcome {
  const name = path.replace(/^\//, '');
  const slash = name.lastIndexOf('/');
  const { malformedMethod, unknownMethod: methodText, unknownService } = transportWording;
  const service = name.slice(0, slash);
  const known = hasService(service) ? methodText(name.slice(slash + 1), service) : unknownService(service);
  return { code: statusCodes.UNIMPLEMENTED, message: slash < 0 ? malformedMethod(path) : known };
}
