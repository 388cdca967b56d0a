import type { Leftover } from '../playback/quiescence/not-quiescent-error.js';
import type { Barriers } from '../playback/barriers.js';
import type { FaultLibrary } from '../playback/faults/fault-library.js';
import type { Journal } from '../journal/journal.js';
import type { ScriptLibrary } from '../playback/script-library.js';
import { Waits } from '../playback/waits.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';
import { never } from '../serving/never.js';
import type { ProcessHost } from '../serving/processes/process-host.js';
import type { OnDeath, ServerLife } from '../serving/server-life.js';
import type { World } from '../serving/world.js';
import { SessionManager } from '../session-tunnel/session-manager.js';
import type { Timekeeper } from '../time/clock.js';
import { BuildTable } from './builds/build-table.js';
import { Cache } from './usage/cache.js';
import { ContentStore } from './builds/content-store.js';
import { History } from './builds/history.js';
import { SolvedDefinitions } from './builds/solved-definitions.js';
import { TokenCache } from './registries/token-cache.js';
import type { Character } from './worker.js';

/** One life of the BuildKit; its builds, its cache and its history end with it. */
export class Life implements ServerLife, ProcessHost {
  readonly character: Character;
  readonly builds = new BuildTable();
  readonly cache: Cache;
  /** The blobs of what the last builds have exported. */
  readonly content = new ContentStore();
  readonly history = new History((ref) => this.content.forgetRecord(ref));
  /** What LLB stands for that builds have made. */
  readonly definitions = new SolvedDefinitions();
  readonly waits: Waits;
  /** The tokens for registries that clients have fetched. */
  readonly tokens: TokenCache;
  /** The clients that have opened a session, and may be called in it. */
  readonly sessions: SessionManager;
  readonly #world: World;
  readonly #onDeath: OnDeath;
  #alive = true;

  constructor(world: World, character: Character, onDeath: OnDeath) {
    this.#world = world;
    this.character = character;
    this.cache = new Cache(() => world.scripts.usageRecords, world.clock.now);
    this.waits = new Waits(world.journal);
    this.sessions = new SessionManager(world.clock);
    this.tokens = new TokenCache(world.clock);
    this.#onDeath = onDeath;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get clock(): Timekeeper {
    return this.#world.clock;
  }

  get journal(): Journal {
    return this.#world.journal;
  }

  get barriers(): Barriers {
    return this.#world.barriers;
  }

  /** Gives a call in a client's session its number. */
  nextCall(): number {
    return this.#world.numbers.next();
  }

  get scripts(): ScriptLibrary {
    return this.#world.scripts;
  }

  get faults(): FaultLibrary {
    return this.#world.faults;
  }

  /** The controller's defects in its processes are its own: BuildKit has none of them. */
  has(): boolean {
    return false;
  }

  race<T>(outcomes: readonly [T, ...T[]]): T {
    const [usual] = outcomes;
    return this.#world.races === 'seeded' ? (this.#world.random.shuffle(outcomes)[0] ?? usual) : usual;
  }

  die(reason: string, death: FaultDeath = {}): Promise<never> {
    if (this.#alive) {
      this.end();
      this.#onDeath(reason, death);
    }
    return never();
  }

  end(): void {
    this.#alive = false;
    this.builds.end();
    void this.sessions.close();
  }

  leftovers(): readonly Leftover[] {
    return this.builds.leftovers();
  }
}
