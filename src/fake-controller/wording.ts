import { programWording } from '../programs/wording.js';
import { transportWording } from '../serving/transport-wording.js';
import { goQuote } from '../words/go-quote.js';

/** The error texts of the real server that are the same in all revisions (docs/real-controller.md §3.4). */
export const wording = {
  build: {
    ongoing: 'build ongoing',
    solveFailed: (reason: string) => `failed to solve: ${reason}`,
    buildFunctionFailed: (reason: string) => `failed to run Build function: ${reason}`,
  },
  input: {
    notInit: 'unexpected message: *pb.InputInitMessage; wanted init',
  },
  invoke: {
    notInit: (goType: string) => `unexpected message: ${goType}; wanted init`,
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
    unknownProcess: (processId: string) => `unknown process ${goQuote(processId)}`,
    disconnectReply: 'grpc: error while marshaling: proto: Marshal called with nil',
  },
  transport: transportWording,
} as const;
