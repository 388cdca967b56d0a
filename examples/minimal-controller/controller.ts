import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import * as grpc from '@grpc/grpc-js';
import { controllerService } from '../controller-client/protocol.js';
import type { BuildOptions, Told } from './builder.js';
import { Session } from './session.js';

/** What the requests have, as far as it is looked at. */
interface Request {
  readonly Ref: string;
  readonly ProcessID: string;
  readonly Options: BuildOptions | null;
}

type Handler<Q extends keyof Request> = (call: grpc.ServerUnaryCall<Pick<Request, Q>, object>, answer: Answer) => void;
type Answer = grpc.sendUnaryData<object>;

/** A controller that builds, tells of it and cancels. It starts no processes, and no build of it reads stdin. */
export class Controller {
  readonly #server = new grpc.Server();
  readonly #sessions = new Map<string, Session>();
  /** Emits the ref of each session that begins: a client opens its Status before its Build. */
  readonly #begun = new EventEmitter().setMaxListeners(0);

  /** Serves at `unix:///path/of.sock`, or `host:port`. */
  async listen(address: string): Promise<void> {
    this.#server.addService(controllerService('2023-04').service, {
      Info: this.#info,
      List: this.#list,
      Build: this.#build,
      Status: this.#status,
      Disconnect: this.#disconnect,
      ListProcesses: this.#listProcesses,
      DisconnectProcess: this.#disconnectProcess,
    });
    await promisify(this.#server.bindAsync.bind(this.#server))(address, grpc.ServerCredentials.createInsecure());
  }

  /** Ends all builds and hangs up. */
  stop(): void {
    for (const session of this.#sessions.values()) session.cancel();
    this.#server.forceShutdown();
  }

  readonly #info: Handler<never> = (_call, answer) => {
    answer(null, { buildxVersion: { package: 'example.com/minimal-controller', version: '0.1.0', revision: 'none' } });
  };

  readonly #list: Handler<never> = (_call, answer) => answer(null, { keys: [...this.#sessions.keys()] });

  readonly #build: Handler<'Ref' | 'Options'> = (call, answer) => {
    const { Ref, Options } = call.request;
    if (Ref === '') return refuse(answer, 'build: empty key');
    if (Options === null) return refuse(answer, 'build: no options', grpc.status.INVALID_ARGUMENT);
    if (this.#sessions.get(Ref)?.running === true) return refuse(answer, 'build ongoing');
    const session = new Session(Options);
    this.#sessions.set(Ref, session);
    call.on('cancelled', () => session.cancel());
    const built = session.build();
    this.#begun.emit(Ref, session);
    built.then(
      () => answer(null, { ExporterResponse: {} }),
      ({ message }: Error) =>
        refuse(answer, message, message === 'context canceled' ? grpc.status.CANCELLED : grpc.status.UNKNOWN),
    );
  };

  readonly #status = (call: grpc.ServerWritableStream<Pick<Request, 'Ref'>, Told>): void => {
    const { Ref } = call.request;
    if (Ref === '') return void call.emit('error', { code: grpc.status.UNKNOWN, details: 'status: empty key' });
    const session = this.#sessions.get(Ref);
    if (session !== undefined) return session.follow(call);
    const follow = (begun: Session): void => begun.follow(call);
    this.#begun.once(Ref, follow);
    call.on('cancelled', () => this.#begun.off(Ref, follow));
  };

  readonly #disconnect: Handler<'Ref'> = ({ request: { Ref } }, answer) => {
    if (Ref === '') return refuse(answer, 'disconnect: empty key');
    this.#sessions.get(Ref)?.cancel();
    this.#sessions.delete(Ref);
    answer(null, {});
  };

  readonly #listProcesses: Handler<'Ref'> = ({ request: { Ref } }, answer) => {
    if (this.#sessions.has(Ref)) answer(null, { Infos: [] });
    else refuse(answer, `unknown ref ${JSON.stringify(Ref)}`);
  };

  readonly #disconnectProcess: Handler<'Ref' | 'ProcessID'> = ({ request: { Ref, ProcessID } }, answer) => {
    if (!this.#sessions.has(Ref)) refuse(answer, `unknown ref ${JSON.stringify(Ref)}`);
    else refuse(answer, `unknown process ${JSON.stringify(ProcessID)}`);
  };
}

function refuse(answer: Answer, details: string, code = grpc.status.UNKNOWN): void {
  answer({ code, details });
}
