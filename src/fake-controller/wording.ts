import { programWording } from '../programs/wording.js';
import { transportWording } from '../serving/transport-wording.js';
import { goQuote } from '../words/go-quote.js';

/** The error texts of the real server (docs/real-controller.md §3.4). */
export const wording = {
  build: {
    emptyRef: 'build: empty key',
    ongoing: 'build ongoing',
    vanished: (ref: string) => `build: unknown key ${ref}`,
    solveFailed: (reason: string) => `failed to solve: ${reason}`,
    buildFunctionFailed: (reason: string) => `failed to run Build function: ${reason}`,
  },
  status: { emptyRef: 'status: empty key' },
  input: {
    notInit: 'unexpected message: *pb.InputInitMessage; wanted init',
    emptyRef: 'input: no ref is provided',
  },
  invoke: {
    notInit: (goType: string) => `unexpected message: ${goType}; wanted init`,
    emptyRef: 'no ref is provided',
    unknownRef: (ref: string) => `invoke: unknown key ${ref}`,
    emptyProcessId: 'invoke: specify process ID',
    noConfig: 'no container config is provided',
    wrongFd: (fd: number) => `unexpected fd: ${fd}`,
    unexpected: (goType: string) => `unexpected message: ${goType}`,
    closedPipe: 'io: read/write on closed pipe',
    exitCode: (code: number) => `exit code: ${code}`,
    ...programWording,
    sendHeader: 'transport: SendHeader called multiple times',
    initFailed: (reason: string) => `failed to initialize IO server: ${reason}`,
    container: (reason: string) => `failed to create container ${reason}`,
    initialOfSuccess:
      'starting from the container from the initial state of the step is supported only on the failed steps',
    noReference: 'no reference is registered',
    unsupportedError: 'no result nor error is available: invoke: unsupported error type',
  },
  processes: {
    unknownRef: (ref: string) => `unknown ref ${goQuote(ref)}`,
    unknownProcess: (processId: string) => `unknown process ${goQuote(processId)}`,
    disconnectReply: 'grpc: error while marshaling: proto: Marshal called with nil',
  },
  disconnect: { emptyRef: 'disconnect: empty key' },
  inspect: { emptyRef: 'inspect: empty key', unknownRef: (ref: string) => `inspect: unknown key ${ref}` },
  transport: transportWording,
} as const;
