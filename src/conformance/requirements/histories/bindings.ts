import type { Call, ControllerClient } from '../../../client/controller-client.js';
import type {
  BuildOptions,
  BuildRequest,
  BuildResponse,
  InputMessage,
  InputResponse,
  StatusRequest,
  StatusResponse,
} from '../../../protocol/messages.js';
import type { Observation } from '../../model/answer.js';
import type { Stock } from '../../model/resolve.js';
import type { BuildFixture } from '../../model/state.js';
import type { Trial } from '../../trial/trial.js';
import { endingFrom, type Ending } from '../ending.js';
import type { ProcessStream } from '../process-stream.js';

type StatusCall = Call<StatusRequest, StatusResponse>;

/** A stream that a command has opened. */
type Opened = { readonly session: number } & (
  | { readonly kind: 'build'; readonly call: Call<BuildRequest, BuildResponse> }
  | { readonly kind: 'status'; readonly call: StatusCall }
  | { readonly kind: 'input'; readonly call: Call<InputMessage, InputResponse> }
  | { readonly kind: 'invoke'; readonly call: ProcessStream['call']; readonly process: ProcessStream }
);

export interface ModelSize {
  readonly sessions: number;
  readonly processes: number;
  readonly clients: number;
}

/** Knows what the numbers of the model are on the target: refs, process IDs, clients and streams. */
export class Bindings {
  readonly trial: Trial;
  readonly stock: Stock;
  readonly streams = new Map<number, Opened>();
  /** Streams that their client has cancelled. */
  readonly cancelled = new Set<number>();
  readonly #refs: readonly string[];
  readonly #processIds: readonly string[];
  readonly #clients: readonly ControllerClient[];
  readonly #typed = new Map<number, string>();
  #lines = 0;

  private constructor(trial: Trial, size: ModelSize, clients: readonly ControllerClient[]) {
    const { revision, fixtures } = trial;
    this.trial = trial;
    this.stock = { revision, fixtures, clients: size.clients, processes: size.processes };
    this.#refs = Array.from({ length: size.sessions }, () => trial.ref());
    this.#processIds = Array.from({ length: size.processes }, () => trial.processId());
    this.#clients = clients;
  }

  static async of(trial: Trial, size: ModelSize): Promise<Bindings> {
    const clients = [trial.client];
    while (clients.length < size.clients) clients.push(await trial.newClient());
    return new Bindings(trial, size, clients);
  }

  ref(session: number): string {
    return this.#refs[session] ?? '';
  }

  processId(process: number): string {
    return this.#processIds[process] ?? '';
  }

  client(number: number): ControllerClient {
    return this.#clients[number] ?? this.trial.client;
  }

  /** Makes a line that nobody has typed before. */
  line(): string {
    this.#lines += 1;
    return `line ${this.#lines}\n`;
  }

  /** Remembers what was typed on a stream. */
  typed(id: number, line: string): void {
    this.#typed.set(id, this.typedOn(id) + line);
  }

  typedOn(id: number): string {
    return this.#typed.get(id) ?? '';
  }

  /** Gives the numbers of sessions among refs; the target may have other sessions. */
  sessionsAmong(refs: readonly string[]): readonly number[] {
    return refs.map((ref) => this.#refs.indexOf(ref)).filter((index) => index >= 0);
  }

  /** Gives the numbers of processes; one that no client of the suite has started gets a number beyond all others. */
  processesAmong(ids: readonly string[]): readonly number[] {
    return ids.map((id, at) => (this.#processIds.includes(id) ? this.#processIds.indexOf(id) : 1000 + at));
  }

  /** The fixtures whose options these are. */
  buildsWith(options: BuildOptions | undefined): readonly (BuildFixture | 'none')[] {
    if (options === undefined) return ['none'];
    const { stdinDockerfile: _text, ...builds } = this.trial.fixtures.builds;
    return Object.entries(builds)
      .filter(
        ([, { contextPath = '', dockerfileName = '' }]) =>
          contextPath === options.contextPath && dockerfileName === options.dockerfileName,
      )
      .map(([name]) => name as BuildFixture);
  }

  /** Open streams of Status that somebody reads. */
  statusesOf(session: number): readonly StatusCall[] {
    return [...this.streams]
      .filter(([id, stream]) => stream.session === session && !this.cancelled.has(id))
      .flatMap(([, stream]) => (stream.kind === 'status' && stream.call.ended === undefined ? [stream.call] : []));
  }

  /** How a call ended, with numbers in place of the suite's refs and process IDs. */
  ended({ code, message }: Ending): Observation & { readonly kind: 'ended' } {
    const names = [
      ...this.#refs.map((text, index) => ({ text, name: `<session ${index}>` })),
      ...this.#processIds.map((text, index) => ({ text, name: `<process ${index}>` })),
    ].toSorted((one, other) => other.text.length - one.text.length);
    return { kind: 'ended', code, message: names.reduce((all, { text, name }) => all.replaceAll(text, name), message) };
  }

  /** How a stream has ended; undefined while it is open. */
  endOf(id: number): (Observation & { readonly kind: 'ended' }) | undefined {
    const ended = this.streams.get(id)?.call.ended;
    return ended === undefined ? undefined : this.ended(endingFrom(ended));
  }
}
