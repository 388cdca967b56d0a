import { type ClientDuplexStream, type ServiceError, status as codes } from '@grpc/grpc-js';
import type { ControllerClient } from '../controller-client/connect.js';
import type { InvokeInit, InvokeMessage } from '../controller-client/messages.js';

/** A process in what a build has left, with this program at its terminal. */
export class StepProcess {
  readonly id: string;
  /** The exit code; rejects when the process could not be started or is lost. */
  readonly ended: Promise<number>;
  readonly #call: ClientDuplexStream<InvokeMessage, InvokeMessage>;

  /** Starts the process, or where there is one of this ID already, takes its terminal over. */
  constructor(client: ControllerClient, init: InvokeInit, onOutput: (bytes: Uint8Array) => void) {
    this.id = init.ProcessID;
    this.#call = client.Invoke();
    // The stream is never paused: grpc-js drops what nobody has taken when the call ends with an error, as these all do.
    this.#call.on('data', ({ File }: InvokeMessage) => {
      if (File?.Data !== undefined && File.Data.length > 0) onOutput(File.Data);
    });
    this.ended = new Promise((resolve, reject) => {
      this.#call.on('error', (error: ServiceError) => {
        const code = exitCodeOf(error);
        if (code === undefined) reject(error);
        else resolve(code);
      });
      this.#call.on('end', () => resolve(0));
    });
    this.#call.write({ Init: init });
  }

  type(bytes: Uint8Array): void {
    this.#call.write({ File: { Fd: 0, Data: bytes } });
  }

  resize(rows: number, columns: number): void {
    this.#call.write({ Resize: { Rows: rows, Cols: columns } });
  }

  /** Leaves the terminal. The process goes on; what it writes is lost until somebody takes its terminal again. */
  detach(): void {
    this.#call.cancel();
  }
}

/** A process that exits with 0 ends its call CANCELLED, and any other UNKNOWN with the code in the text. */
function exitCodeOf({ code, details }: ServiceError): number | undefined {
  if (code === codes.CANCELLED) return 0;
  const [, exit] = /exit code: (\d+)$/.exec(details) ?? [];
  return exit === undefined ? undefined : Number(exit);
}
