import { errorDetail } from '../../protocol/status-details.js';
import type { BuildOptions, StatusResponse, StringMap, Vertex } from '../../protocol/messages.js';
import type { BuildErrorScript, BuildScript, ImageScript } from '../../scenarios/model/build-script.js';
import type { RecordedBuild } from '../../scenarios/model/recorded-build.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Context } from '../context.js';
import { contextCanceled, RpcFailure } from '../rpc-failure.js';
import type { WaitingCall } from '../stuck/waits.js';
import { Replay } from '../recorded/replay.js';
import { replayedEnd } from '../recorded/replayed-end.js';
import type { Session } from '../sessions/session.js';
import type { BuildResult } from './build-result.js';
import { commandOf } from './command-of-step.js';
import { Course } from './course.js';
import { defaultGraph } from './default-build.js';
import { exporterResponse } from './exporter-response.js';
import type { PlannedVertex } from './graph.js';
import { Playback } from './playback.js';
import { splitLogs } from './split-logs.js';
import type { StatusFeed } from './status-feed.js';
import type { StdinPipe } from './stdin-pipe.js';
import { timestamp } from './timestamp.js';
import type { Timeline } from './timeline.js';
import { validateOptions } from './validate-options.js';

/** How a build ended. */
export type BuildEnd = {
  /** What Status still tells when the build has answered; it ends with this. */
  readonly afterwards?: () => Promise<void>;
} & (
  | { readonly kind: 'succeeded'; readonly reply: StringMap; readonly result: BuildResult }
  | { readonly kind: 'failed'; readonly failure: RpcFailure; readonly result?: BuildResult }
);

/** One build, from its validation to its end. The session's feed, stdin and cancellation at its start are its own for good. */
export class BuildRun {
  readonly #context: Context;
  readonly #session: Session;
  readonly #feed: StatusFeed;
  readonly #stdin: StdinPipe;
  readonly #options: BuildOptions;
  readonly #call: WaitingCall;
  readonly #cancellation: Cancellation;
  /** Vertices as they were reported last, if as started. Those that are over stay, for to take them out costs more. */
  readonly #begun = new Map<string, Vertex>();
  /** A message waits to be taken. */
  #sending = false;

  constructor(
    context: Context,
    session: Session,
    feed: StatusFeed,
    stdin: StdinPipe,
    options: BuildOptions,
    call: WaitingCall,
  ) {
    this.#context = context;
    this.#session = session;
    this.#feed = feed;
    this.#stdin = stdin;
    this.#options = options;
    this.#call = call;
    this.#cancellation = session.cancellation;
  }

  async run(): Promise<BuildEnd> {
    const stopWatching = this.#cancellation.onCancel(() => this.#dieIfStalled());
    try {
      validateOptions(this.#options, this.#context.revision);
      const stdin = await this.#readStdin();
      const { ref: session } = this.#session;
      const script = this.#context.scripts.build({ session, options: this.#options, stdin });
      return await this.#play(script);
    } catch (error) {
      if (error instanceof RpcFailure) return { kind: 'failed', failure: error };
      throw error;
    } finally {
      stopWatching();
    }
  }

  async #play(script: BuildScript): Promise<BuildEnd> {
    if (script.recorded !== undefined) return this.#replay(script.recorded, script.image);
    const course = new Course(script.vertices ?? defaultGraph(this.#options), script.logLimits);
    const cancellation = this.#cancellation;
    const who = `build of ${JSON.stringify(this.#session.ref)}`;
    const playback = new Playback(this.#context, course, who, cancellation);
    while (!cancellation.cancelled) {
      const { wait } = playback;
      if (wait > 0) {
        await playback.sleep(wait);
        continue;
      }
      const beat = playback.take();
      if (beat === undefined) return this.#end(script, course.timeline);
      const message = beat.message(playback.began);
      // Awaited even where nothing has to be: what else happens at the same instant is to have its turn.
      if (isEmpty(message)) await atOnce;
      else for (const part of splitLogs(message)) await this.#send(part);
      playback.release(beat);
    }
    return this.#cancelled();
  }

  async #replay(recorded: RecordedBuild, image: ImageScript = defaultImage): Promise<BuildEnd> {
    const cancellation = this.#cancellation;
    const { ref } = this.#session;
    const replay = new Replay(recorded, this.#context.clock, `build of ${JSON.stringify(ref)}`, cancellation);
    for await (const message of replay.untilAnswer()) await this.#send(message);
    if (cancellation.cancelled) return this.#cancelled();
    const end = replayedEnd(recorded, { ref, image, platforms: this.#platforms });
    if (!replay.lingers) return end;
    const afterwards = async (): Promise<void> => {
      for await (const message of replay.afterAnswer()) await this.#send(message);
    };
    return { ...end, afterwards };
  }

  #end(script: BuildScript, timeline: Timeline): BuildEnd {
    const image = script.image ?? defaultImage;
    const platforms = this.#platforms;
    const { failed } = timeline;
    const container = script.container === undefined ? {} : { containerFails: script.container.fails };
    if (script.error !== undefined || failed !== undefined) {
      const failure = this.#failure(script.error, failed);
      // Before 0.11 nothing was kept of a build that failed.
      if (script.error?.leavesResult === false || this.#context.revision === '2023-04')
        return { kind: 'failed', failure };
      const step =
        commandOf(failed?.script.name ?? '') ?? (script.error?.leavesResult === true ? ['/bin/sh'] : undefined);
      const result: BuildResult =
        step === undefined ? { state: 'unusable' } : { state: 'failed', step, image, platforms, ...container };
      return { kind: 'failed', failure, result };
    }
    const reply = exporterResponse(this.#options, timeline.digests, this.#context.revision, script.reply ?? {});
    return { kind: 'succeeded', reply, result: { state: 'succeeded', image, platforms, ...container } };
  }

  get #platforms(): number {
    return Math.max(1, this.#options.platforms.length);
  }

  #failure(script: BuildErrorScript | undefined, failed: PlannedVertex | undefined): RpcFailure {
    const text = script?.message ?? failed?.script.error ?? '';
    // The gateway's error is returned bare from 0.11 on.
    const message = this.#context.revision === '2023-04' ? `failed to solve: ${text}` : text;
    return new RpcFailure(message, script?.code ?? 'UNKNOWN', [
      ...(failed === undefined
        ? []
        : [
            errorDetail('github.com/moby/buildkit/errdefs.Vertex+json', { digest: failed.digest }),
            errorDetail('github.com/moby/buildkit/errdefs.Solve+json', {
              inputIDs: failed.inputs.map(({ digest }) => digest),
              mountIDs: [],
              description: { 'llb.customname': failed.script.name },
            }),
          ]),
      ...(script?.details ?? []).map(({ typeUrl, json }) => errorDetail(typeUrl, json)),
    ]);
  }

  /** All of stdin, for a build that reads it; it blocks until there is an Input that ends it. */
  async #readStdin(): Promise<string | undefined> {
    if (this.#options.contextPath !== '-' && this.#options.dockerfileName !== '-') return undefined;
    const cancellation = this.#cancellation;
    const stopListening = cancellation.onCancel(() => this.#stdin.end(contextCanceled()));
    const chunks: Uint8Array[] = [];
    try {
      for (let chunk = await this.#nextStdin(); chunk !== undefined; chunk = await this.#nextStdin())
        chunks.push(chunk);
    } catch (error) {
      if (error instanceof RpcFailure) throw error;
      if (cancellation.cancelled) throw contextCanceled();
      throw new RpcFailure(`failed to read from stdin: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      stopListening();
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  #nextStdin(): Promise<Uint8Array | undefined> {
    const reason = (): string | undefined => {
      if (this.#stdin.writers > 0) return undefined;
      return `waits for an Input of ${JSON.stringify(this.#session.ref)}: it reads stdin, and nobody sends it (docs/real-controller.md §5.3)`;
    };
    return this.#context.waits.during(this.#call, reason, this.#stdin.read());
  }

  /** Sends a message; undefined, or a promise of when somebody takes it, where the feed wants that and nobody waits for it. */
  #send(message: StatusResponse): Promise<void> | undefined {
    for (const vertex of message.vertices) this.#note(vertex);
    if (this.#feed.stalls && !this.#feed.hasReader) {
      return this.#context.waits.during(this.#call, this.#whyItWaits, this.#untilTaken(message));
    }
    this.#feed.send(message);
    return undefined;
  }

  #note(vertex: Vertex): void {
    const { digest, started, completed } = vertex;
    // What starts again comes last, for what is only set anew would keep its place.
    const again = completed === undefined && this.#begun.get(digest)?.completed !== undefined;
    if (again || started === undefined) this.#begun.delete(digest);
    if (started !== undefined) this.#begun.set(digest, vertex);
  }

  /** Resolves when the message is taken, or the build was cancelled and minds that. */
  async #untilTaken(message: StatusResponse): Promise<void> {
    this.#sending = true;
    await new Promise<void>((resolve) => {
      const stopListening = this.#context.has('stalled-build-ignores-cancel')
        ? () => {}
        : this.#cancellation.onCancel(resolve);
      this.#feed.send(message, () => {
        stopListening();
        resolve();
      });
    });
    this.#sending = false;
  }

  readonly #whyItWaits = (): string | undefined => {
    if (this.#feed.hasSubscriber) return undefined;
    return `waits for a Status of ${JSON.stringify(this.#session.ref)}: nobody reads its progress (docs/real-controller.md §5.4)`;
  };

  /** What ran is reported as cancelled; a build that ignores its cancellation waits for a reader even then. */
  async #cancelled(): Promise<BuildEnd> {
    const last = this.#lastOfRunning();
    if (last !== undefined && !this.#context.has('late-status-dropped')) await this.#sendLast(last);
    return { kind: 'failed', failure: cancelledBuild(this.#context) };
  }

  async #sendLast(message: StatusResponse): Promise<void> {
    const wouldStall = this.#feed.stalls && !this.#feed.hasReader;
    if (wouldStall && !this.#context.has('stalled-build-ignores-cancel')) return;
    await new Promise<void>((resolve) => {
      this.#feed.send(message, resolve);
      if (!this.#feed.stalls) resolve();
    });
  }

  #lastOfRunning(): StatusResponse | undefined {
    const running = [...this.#begun.values()].filter((vertex) => vertex.completed === undefined);
    if (running.length === 0) return undefined;
    const completed = timestamp(this.#context.clock.now);
    const vertices = running.map((vertex) => ({ ...vertex, completed, error: 'context canceled' }));
    return { vertices, statuses: [], logs: [], warnings: [] };
  }

  #dieIfStalled(): void {
    if (!this.#sending || this.#feed.hasReader || !this.#context.has('dies-of-cancelled-stalled-build')) return;
    void this.#context.die(
      `the Build of ${JSON.stringify(this.#session.ref)} was cancelled while nobody read its progress`,
    );
  }
}

/** Where a build comes to a barrier, there may be nothing to tell. */
function isEmpty({ vertices, statuses, logs, warnings }: StatusResponse): boolean {
  return vertices.length + statuses.length + logs.length + warnings.length === 0;
}

const atOnce = Promise.resolve();

const defaultImage: ImageScript = { cmd: ['/bin/sh'] };

function cancelledBuild({ revision }: Context): RpcFailure {
  return new RpcFailure(`${revision === '2023-04' ? 'failed to solve: ' : ''}context canceled`, 'CANCELLED');
}
