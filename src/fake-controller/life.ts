import type { BuildxVersion } from '../protocol/messages.js';
import type { Revision } from '../protocol/revision.js';
import type { Leftover } from '../playback/quiescence/not-quiescent-error.js';
import type { FaultDeath } from '../scenarios/model/fault-script.js';
import type { OnDeath, ServerLife } from '../serving/server-life.js';
import type { World } from '../serving/world.js';
import type { Session } from './sessions/session.js';
import type { Timekeeper } from '../time/clock.js';
import type { Random } from '../time/random.js';
import type { Barriers } from '../playback/barriers.js';
import type { Context } from './context.js';
import type { FaultLibrary } from '../playback/faults/fault-library.js';
import { never } from '../serving/never.js';
import type { Journal } from '../journal/journal.js';
import type { QuirkName } from './quirks/catalogue.js';
import type { ScriptLibrary } from '../playback/script-library.js';
import { SessionTable } from './sessions/session-table.js';
import { Waits } from '../playback/waits.js';

/** What a server is like, in all of its lives. */
export interface Character {
  readonly revision: Revision;
  readonly info: BuildxVersion;
  readonly quirks: ReadonlySet<QuirkName>;
}

/** One life of the server process; its sessions end with it. */
export class Life implements Context, ServerLife {
  readonly sessions = new SessionTable();
  readonly waits: Waits;
  readonly #world: World;
  readonly #character: Character;
  readonly #onDeath: OnDeath;
  #alive = true;

  constructor(world: World, character: Character, onDeath: OnDeath) {
    this.#world = world;
    this.#character = character;
    this.waits = new Waits(world.journal);
    this.#onDeath = onDeath;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get revision(): Revision {
    return this.#character.revision;
  }

  get info(): BuildxVersion {
    return this.#character.info;
  }

  get clock(): Timekeeper {
    return this.#world.clock;
  }

  get random(): Random {
    return this.#world.random;
  }

  get journal(): Journal {
    return this.#world.journal;
  }

  get barriers(): Barriers {
    return this.#world.barriers;
  }

  get scripts(): ScriptLibrary {
    return this.#world.scripts;
  }

  get faults(): FaultLibrary {
    return this.#world.faults;
  }

  has(quirk: QuirkName): boolean {
    return this.#character.quirks.has(quirk);
  }

  race<T>(outcomes: readonly [T, ...T[]]): T {
    const [usual] = outcomes;
    return this.#world.races === 'seeded' ? (this.random.shuffle(outcomes)[0] ?? usual) : usual;
  }

  die(reason: string, death: FaultDeath = {}): Promise<never> {
    if (this.#alive) {
      this.end();
      this.#onDeath(reason, death);
    }
    return never();
  }

  /** Stops everything that runs; nothing of it is heard any more. */
  end(): void {
    this.#alive = false;
    for (const session of this.sessions.all) {
      session.processes.killAll();
      session.build.cancellation.cancel();
    }
    this.sessions.clear();
  }
  leftovers(): readonly Leftover[] {
    return this.sessions.all.flatMap(leftoversOf);
  }
}

function leftoversOf({ ref, processes }: Session): readonly Leftover[] {
  return [
    { what: 'session', which: ref, since: 'not disconnected' },
    ...processes.all.map(
      ({ id }): Leftover => ({ what: 'process', which: id, since: `of session ${JSON.stringify(ref)}` }),
    ),
  ];
}
