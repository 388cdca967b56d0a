import { goQuote } from '../words/go-quote.js';

/** The texts of grpc-go itself (docs/real-controller.md §3.4). */
export const transportWording = {
  noMessage: 'EOF',
  malformedMethod: (path: string) => `malformed method name: ${goQuote(path)}`,
  unknownMethod: (method: string, service: string) => `unknown method ${method} for service ${service}`,
  unknownService: (service: string) => `unknown service ${service}`,
  invalidUtf8: 'string field contains invalid UTF-8',
  invalidWireFormat: 'proto: cannot parse invalid wire-format data',
  truncated: 'unexpected EOF',
  illegalWireType: (wireType: string) => `proto: illegal wireType ${wireType}`,
  tooLarge: (bytes: number, limit: number) => `grpc: received message larger than max (${bytes} vs. ${limit})`,
  undecodableRequest: (reason: string) => `grpc: error unmarshalling request: ${reason}`,
  undecodableMessage: (reason: string) => `grpc: failed to unmarshal the received message: ${reason}`,
} as const;
