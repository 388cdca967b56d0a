import { behaves } from '../../protocol/behaviour.js';
import type { BuildOptions, StatusResponse, StringMap } from '../../protocol/messages.js';
import { errorDetail } from '../../protocol/status-details.js';
import type { BuildErrorScript, BuildScript, ImageScript } from '../../scenarios/model/build-script.js';
import type { RecordedBuild } from '../../scenarios/model/recorded-build.js';
import type { VertexScript } from '../../scenarios/model/vertex-script.js';
import type { Cancellation } from '../../time/cancellation.js';
import type { Context } from '../context.js';
import { contextCanceled, RpcFailure } from '../../playback/rpc-failure.js';
import type { WaitingCall } from '../../playback/waits.js';
import { replayedEnd } from '../../playback/results/replayed-end.js';
import { inputsProblem, inputsProblemAfterStdin } from '../refusals/inputs-problem.js';
import { releaseOf } from '../refusals/release.js';
import { requestProblem } from '../refusals/request-problem.js';
import { exporterProblem, frontendProblem } from '../refusals/solve-problem.js';
import { stdinProblem } from '../refusals/stdin-problem.js';
import type { RunningBuild } from '../sessions/session.js';
import type { BuildEnd } from '../../playback/results/build-end.js';
import { buildFailure, cancelledBuild } from './build-failure.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import { callBuild } from '../../playback/scripts/call-build.js';
import { commandOf } from '../../playback/builds/command-of-step.js';
import { defaultBuild, defaultGraph } from '../../playback/scripts/default-build.js';
import { exporterResponse } from '../../playback/results/exporter-response.js';
import { filledIn } from '../../playback/scripts/filled-in.js';
import type { PlannedVertex } from '../../playback/builds/graph.js';
import { Performance } from '../../playback/builds/performance.js';
import type { StatusFeed } from '../../playback/progress/status-feed.js';
import { lookingUpProvenance, looksUpProvenance, provenanceMode, provenanceOf } from './provenance.js';
import type { StdinPipe } from './stdin-pipe.js';
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
  readonly #performance: Performance;
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
    const who = `build of ${JSON.stringify(ref)}`;
    this.#performance = new Performance(context, who, cancellation, (message) => this.#send(message));
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
      return await this.#play(
        callBuild(filledIn(script, options), options, {
          told: behaves(this.#context.revision, 'unknownCallsAreToldFourTimes') ? 4 : 2,
          makesImage: behaves(this.#context.revision, 'callsMakeImages'),
        }),
      );
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
    const vertices = script.vertices ?? this.#graphWithout(script);
    const timeline = await this.#performance.play(vertices, script.logLimits);
    if (timeline === undefined) return this.#cancelled();
    const failed = script.error !== undefined || timeline.failed !== undefined;
    if (!failed && !(await this.#lookUpProvenance(vertices))) return this.#cancelled();
    return this.#end(script, timeline);
  }

  /** Shows that the provenance is looked up, where it is and the script does not show it; false if cancelled meanwhile. */
  async #lookUpProvenance(vertices: readonly VertexScript[]): Promise<boolean> {
    const wanted = looksUpProvenance(this.#options, this.#context.revision);
    const shown = vertices.some(({ name }) => name === lookingUpProvenance[0].name);
    return !wanted || shown || (await this.#performance.play(lookingUpProvenance, undefined)) !== undefined;
  }

  #provenanceFor(reply: StringMap): StringMap {
    const mode = provenanceMode(this.#options, this.#context.revision);
    if (mode === undefined) return {};
    const id = reply['buildx.build.ref']?.split('/').at(-1) ?? '';
    return { 'buildx.build.provenance': provenanceOf(this.#options, mode, id) };
  }

  /** The built-in graph; none for a build that is refused before it is solved. */
  #graphWithout({ error }: BuildScript): readonly VertexScript[] {
    return error?.before === undefined ? defaultGraph(this.#options) : [];
  }

  async #replay(recorded: RecordedBuild, image: ImageScript = defaultImage): Promise<BuildEnd> {
    const afterwards = await this.#performance.replay(recorded);
    if (this.#cancellation.cancelled) return this.#cancelled();
    const end = replayedEnd(recorded, { ref: this.#ref, image, platforms: this.#platforms });
    return afterwards === undefined ? end : { ...end, afterwards };
  }

  #end(script: BuildScript, timeline: Timeline): BuildEnd {
    const image = script.image ?? defaultImage;
    const platforms = this.#platforms;
    const { failed } = timeline;
    const container = script.container === undefined ? {} : { containerFails: script.container.fails };
    if (script.error !== undefined || failed !== undefined)
      return this.#failed(script.error, failed, { image, ...container });
    this.#noteMetadataFile();
    const { revision } = this.#context;
    const reply = exporterResponse(this.#options, timeline.digests, script.reply ?? {}, {
      tellsBuildRef: behaves(
        revision,
        this.#options.callFunc === undefined ? 'repliesTellBuildRefs' : 'callsTellBuildRefs',
      ),
      callsMakeImages: behaves(revision, 'callsMakeImages'),
    });
    return {
      kind: 'succeeded',
      reply: { ...this.#provenanceFor(reply), ...reply },
      result: { state: 'succeeded', image, platforms, ...container },
    };
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
    if (this.#feed.stalls && !this.#feed.hasReader) {
      return this.#context.waits.during(this.#call, this.#whyItWaits, this.#untilTaken(message));
    }
    this.#feed.send(message);
    return undefined;
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
    if (!this.#context.has('late-status-dropped'))
      for (const message of this.#performance.cancelled()) await this.#sendLast(message);
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

  #dieIfStalled(): void {
    if (!this.#sending || this.#feed.hasReader || !this.#context.has('dies-of-cancelled-stalled-build')) return;
    void this.#context.die(`the Build of ${JSON.stringify(this.#ref)} was cancelled while nobody read its progress`);
  }
}

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
