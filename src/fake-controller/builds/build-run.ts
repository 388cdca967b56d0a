import { behaves } from '../../protocol/behaviour.js';
import type { BuildOptions, StatusResponse, Vertex } from '../../protocol/messages.js';
import { errorDetail } from '../../protocol/status-details.js';
import type { BuildErrorScript, BuildScript, ImageScript } from '../../scenarios/model/build-script.js';
import type { RecordedBuild } from '../../scenarios/model/recorded-build.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Context } from '../context.js';
import { contextCanceled, RpcFailure } from '../../playback/rpc-failure.js';
import type { WaitingCall } from '../../playback/waits.js';
import { Replay } from '../../playback/recorded/replay.js';
import { replayedEnd } from './replayed-end.js';
import { inputsProblem, inputsProblemAfterStdin } from '../refusals/inputs-problem.js';
import { releaseOf } from '../refusals/release.js';
import { requestProblem } from '../refusals/request-problem.js';
import { exporterProblem, frontendProblem } from '../refusals/solve-problem.js';
import { stdinProblem } from '../refusals/stdin-problem.js';
import type { RunningBuild } from '../sessions/session.js';
import type { BuildEnd } from './build-end.js';
import { buildFailure, cancelledBuild } from './build-failure.js';
import type { BuildResult } from './build-result.js';
import { callBuild } from './call-build.js';
import { commandOf } from '../../playback/builds/command-of-step.js';
import { Course } from '../../playback/builds/course.js';
import { defaultBuild, defaultGraph } from './default-build.js';
import { exporterResponse } from './exporter-response.js';
import { filledIn } from './filled-in.js';
import type { PlannedVertex } from '../../playback/builds/graph.js';
import { Playback } from '../../playback/builds/playback.js';
import { partsThatFit } from './parts-that-fit.js';
import { splitLogs } from '../../playback/builds/split-logs.js';
import type { StatusFeed } from './status-feed.js';
import type { StdinPipe } from './stdin-pipe.js';
import { timestamp } from '../../playback/builds/timestamp.js';
import type { Timeline } from '../../playback/builds/timeline.js';

/** One build, from its validation to its end. */
export class BuildRun {
  readonly #context: Context;
  readonly #ref: string;
  readonly #feed: StatusFeed;
  readonly #stdin: StdinPipe;
  readonly #options: BuildOptions;
  readonly #call: WaitingCall;
  readonly #cancellation: Cancellation;
  /**
   * Each vertex that was reported as started, as it was reported last. Those that have completed stay, because taking
   * them out costs more.
   */
  readonly #begun = new Map<string, Vertex>();
  /** Whether a message waits to be taken. */
  #sending = false;

  constructor(
    context: Context,
    ref: string,
    { feed, stdin, cancellation }: RunningBuild,
    options: BuildOptions,
    call: WaitingCall,
  ) {
    this.#context = context;
    this.#ref = ref;
    this.#feed = feed;
    this.#stdin = stdin;
    this.#options = options;
    this.#call = call;
    this.#cancellation = cancellation;
  }

  async run(): Promise<BuildEnd> {
    const stopWatching = this.#cancellation.onCancel(() => this.#dieIfStalled());
    try {
      const options = this.#options;
      const release = releaseOf(this.#context);
      const wrong = requestProblem(options, release);
      if (wrong !== undefined) return { ...refused(wrong), atOnce: true };
      const early = inputsProblem(options, release);
      if (early !== undefined) return refused(early);
      const stdin = await this.#readStdin();
      const late = stdinProblem(options, stdin ?? noBytes) ?? inputsProblemAfterStdin(options, release);
      if (late !== undefined) return refused(late);
      const exporter = exporterProblem(options);
      if (exporter !== undefined) return refused(`failed to solve: ${exporter}`);
      const frontend = frontendProblem(options);
      if (frontend !== undefined) return this.#failed({ message: frontend }, undefined);
      const session = this.#ref;
      const script = this.#context.scripts.build({ session, options, stdin }) ?? defaultBuild;
      return await this.#play(callBuild(filledIn(script, options), options, this.#context.revision));
    } catch (error) {
      if (error instanceof RpcFailure) return { kind: 'failed', failure: error };
      throw error;
    } finally {
      stopWatching();
    }
  }

  async #play(script: BuildScript): Promise<BuildEnd> {
    if (script.recorded !== undefined) return this.#replay(script.recorded, script.image);
    if (script.error?.before === 'builder') {
      const { message, code, details } = script.error;
      return { ...refused(message, code, details), atOnce: true };
    }
    const course = new Course(script.vertices ?? this.#graphWithout(script), script.logLimits);
    const cancellation = this.#cancellation;
    const who = `build of ${JSON.stringify(this.#ref)}`;
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
      // Awaited although there is nothing to send, so that whatever else happens at the same instant gets its turn.
      if (isEmpty(message)) await atOnce;
      else for (const part of splitLogs(message)) for (const fitting of partsThatFit(part)) await this.#send(fitting);
      playback.release(beat);
    }
    return this.#cancelled();
  }

  /** The built-in graph; none for a build that is refused before it is solved. */
  #graphWithout({ error }: BuildScript): readonly VertexScript[] {
    return error?.before === undefined ? defaultGraph(this.#options) : [];
  }

  async #replay(recorded: RecordedBuild, image: ImageScript = defaultImage): Promise<BuildEnd> {
    const cancellation = this.#cancellation;
    const ref = this.#ref;
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
    if (script.error !== undefined || failed !== undefined)
      return this.#failed(script.error, failed, { image, ...container });
    this.#noteMetadataFile();
    const reply = exporterResponse(this.#options, timeline.digests, this.#context.revision, script.reply ?? {});
    return { kind: 'succeeded', reply, result: { state: 'succeeded', image, platforms, ...container } };
  }

  #failed(script: BuildErrorScript | undefined, failed: PlannedVertex | undefined, left: Left = {}): BuildEnd {
    const failure = buildFailure(this.#context, script, failed);
    if (!behaves(this.#context.revision, 'failedStepsLeaveResults')) return { kind: 'failed', failure };
    if (script?.leavesResult === false || script?.before !== undefined) return { kind: 'failed', failure };
    const step = commandOf(failed?.script.name ?? '') ?? (script?.leavesResult === true ? ['/bin/sh'] : undefined);
    const result: BuildResult =
      step === undefined
        ? { state: 'unusable' }
        : { state: 'failed', step, image: defaultImage, platforms: this.#platforms, ...left };
    return { kind: 'failed', failure, result };
  }

  /** The first servers write the metadata file themselves, which the fake does not, since it touches no disk. */
  #noteMetadataFile(): void {
    const { metadataFile } = this.#options;
    if (metadataFile === '' || !behaves(this.#context.revision, 'serversWriteMetadataFiles')) return;
    const ref = this.#ref;
    const text = `the metadata file ${JSON.stringify(metadataFile)} is not written: the real server does it, the fake touches no disk (docs/real-controller.md §5.3)`;
    this.#context.journal.note(text, ref);
  }

  get #platforms(): number {
    return Math.max(1, this.#options.platforms.length);
  }

  /** Reads all of stdin, if the build reads it. Waits until an Input ends it. */
  async #readStdin(): Promise<Buffer | undefined> {
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
    return Buffer.concat(chunks);
  }

  #nextStdin(): Promise<Uint8Array | undefined> {
    const reason = (): string | undefined => {
      if (this.#stdin.writers > 0) return undefined;
      return `waits for an Input of ${JSON.stringify(this.#ref)}: it reads stdin, and nobody sends it (docs/real-controller.md §5.3)`;
    };
    return this.#context.waits.during(this.#call, reason, this.#stdin.read());
  }

  /**
   * Sends a message. Where the feed wants each message taken and nobody waits for one, it gives a promise that resolves
   * when somebody has taken it.
   */
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
    // A vertex that starts again comes last. It is deleted first, because setting it anew would leave it in its place.
    const again = completed === undefined && this.#begun.get(digest)?.completed !== undefined;
    if (again || started === undefined) this.#begun.delete(digest);
    if (started !== undefined) this.#begun.set(digest, vertex);
  }

  /** Resolves when the message was taken; also when the build was cancelled, unless the quirk lets it ignore that. */
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
    return `waits for a Status of ${JSON.stringify(this.#ref)}: nobody reads its progress (docs/real-controller.md §5.4)`;
  };

  /** Reports what ran as cancelled. A build that ignores its cancellation waits for a reader even then. */
  async #cancelled(): Promise<BuildEnd> {
    const last = this.#lastOfRunning();
    if (last !== undefined && !this.#context.has('late-status-dropped'))
      for (const part of partsThatFit(last)) await this.#sendLast(part);
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
    void this.#context.die(`the Build of ${JSON.stringify(this.#ref)} was cancelled while nobody read its progress`);
  }
}

/** A message is empty where a build only comes to a barrier. */
function isEmpty({ vertices, statuses, logs, warnings }: StatusResponse): boolean {
  return vertices.length + statuses.length + logs.length + warnings.length === 0;
}

const atOnce = Promise.resolve();

const noBytes = Buffer.alloc(0);

/**
 * The end of a build that is refused before BuildKit's Solve: its text has nothing in front, and it leaves no result.
 */
function refused(
  message: string,
  code?: BuildErrorScript['code'],
  details: BuildErrorScript['details'] = [],
): Extract<BuildEnd, { kind: 'failed' }> {
  const typed = details.map(({ typeUrl, json }) => errorDetail(typeUrl, json));
  return { kind: 'failed', failure: new RpcFailure(message, code, typed) };
}

/** The parts of what a build left that its script decides. */
type Left = Partial<Pick<Extract<BuildResult, { state: 'failed' }>, 'image' | 'containerFails'>>;

const defaultImage: ImageScript = { cmd: ['/bin/sh'] };
