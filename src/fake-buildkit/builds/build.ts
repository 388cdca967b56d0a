import type { control, gateway } from '../../protocol/buildkit/messages.js';
import type { BuildOptions, Init, StringMap } from '../../protocol/messages.js';
import type { Descriptor } from '../../image/blob.js';
import { StatusFeed } from '../../playback/progress/status-feed.js';
import type { BuildResult } from '../../playback/results/build-result.js';
import type { RpcFailure } from '../../playback/rpc-failure.js';
import { CancellationSource } from '../../time/cancellation.js';
import type { RegistryScript } from '../../scenarios/model/registry-script.js';
import type { RootFile } from '../../image/root-files.js';
import type { Clock } from '../../time/clock.js';
import type { Running } from './running.js';

/** How long a build is known by its ref when it is over, in milliseconds: its client may only then ask for its progress. */
const rememberedMs = 10_000;

/** What one LLBBridge.Solve made: what processes are started in, and whose files are read. */
export interface Made {
  readonly id: string;
  readonly result: BuildResult;
  /** What the client's Dockerfile puts into it. */
  readonly files?: readonly RootFile[] | undefined;
  /** Why it cannot be had: what it was to be made from is wrong, or a step of it fails. */
  readonly failure?: RpcFailure | undefined;
}

/** How a client that acts as a frontend ended its build. */
export type Returned =
  | { readonly failure: RpcFailure }
  | { readonly failure?: undefined; readonly result: Init<gateway.Result> };

/** A build, from its Control.Solve to its end; it is kept for those who ask for its progress later. */
export class Build {
  readonly ref: string;
  readonly request: control.SolveRequest;
  /** When it began, in milliseconds since the Unix epoch. */
  readonly began: number;
  readonly feed = new StatusFeed({ shared: false, stalls: false });
  readonly cancellation = new CancellationSource();
  /** What it has made so far, by ID. */
  readonly made = new Map<string, Made>();
  /** Processes and their containers, while the build runs. */
  readonly containers = new Map<string, Running>();
  /** How the client ended it; resolves with its LLBBridge.Return. */
  readonly returned: Promise<Returned>;
  /** The digests of all vertices that were played. */
  digests: readonly string[] = [];
  /** The options with which it was played last; absent while it was not. */
  options: BuildOptions | undefined;
  /** What the script that was played says of registries, by their hosts. */
  registries: Readonly<Record<string, RegistryScript>> = {};
  /** What the scripts that were played say of the reply. */
  reply: StringMap = {};
  /** What its frontend gave, be it the client or the fake; absent until it has. */
  result: Init<gateway.Result> | undefined;
  /** What its exporters have written as images, by the number of the exporter. */
  readonly exported = new Map<number, Descriptor>();
  /** Whether a script has told of the exporters, which then say nothing themselves. */
  exportTold = false;
  /** Whether its client has ended it. */
  hasReturned = false;
  #return: (end: Returned) => void = () => {};
  /** Tells the time by which it is forgotten; absent while it runs. */
  #clock: Pick<Clock, 'now'> | undefined;
  #ended = 0;

  constructor(request: control.SolveRequest, began: number) {
    this.ref = request.ref;
    this.request = request;
    this.began = began;
    this.returned = new Promise((resolve) => {
      this.#return = resolve;
    });
  }

  get over(): boolean {
    return this.#clock !== undefined;
  }

  /** Whether it has been over for so long that BuildKit knows its ref no more. */
  get isForgotten(): boolean {
    return this.#clock !== undefined && this.#clock.now - this.#ended >= rememberedMs;
  }

  /** It is over. @param clock by which it is forgotten */
  end(clock: Pick<Clock, 'now'>): void {
    this.#clock = clock;
    this.#ended = clock.now;
  }

  /** Whether its client drives it, so that LLBBridge serves it, and it is not over. */
  get takesCalls(): boolean {
    return !this.over && this.request.frontend === '' && (this.request.definition?.def.length ?? 0) === 0;
  }

  /** Keeps what the reply will be made from. */
  learn(options: BuildOptions, reply: StringMap): void {
    this.options = options;
    this.reply = { ...this.reply, ...reply };
  }

  /** Keeps something that it has made; gives its ID. @param files those of each part; without parts, the first ones count */
  make(
    result: BuildResult,
    parts: readonly string[] = [],
    {
      failure,
      files = [],
    }: { readonly failure?: RpcFailure | undefined; readonly files?: readonly (readonly RootFile[])[] } = {},
  ): string {
    const id = `${this.ref}-${this.made.size + 1}`;
    this.made.set(id, { id, result, failure, files: files[0] });
    for (const [index, part] of parts.entries())
      this.made.set(`${id}/${part}`, { id: `${id}/${part}`, result, failure, files: files[index] });
    return id;
  }

  /** Ends it as its client says; only the first end counts. */
  return(end: Returned): void {
    this.hasReturned = true;
    this.#return(end);
  }

  /** Stops all that runs in it. */
  stop(): void {
    this.cancellation.cancel();
    for (const running of this.containers.values()) running.killAll();
    this.containers.clear();
  }
}
