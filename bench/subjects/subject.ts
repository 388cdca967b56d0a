import type { QuirkOption, ScenarioInput } from 'buildx-testkit';
import type { Init, StatusResponse } from 'buildx-testkit/protocol';
import type { BenchClient } from '../clients/bench-client.js';

/** What the servers play: the fake by its scenario (its built-in one if there is none), the others by its messages. */
export interface Load {
  readonly scenario?: ScenarioInput;
  readonly quirks: QuirkOption;
  /** The Status messages of each build of the scenario. */
  readonly messages: readonly Init<StatusResponse>[];
}

/** A server that runs, and a client of it. */
export interface Rig {
  readonly client: BenchClient;
  /** Forgets the journal. */
  readonly tidy: () => void;
  /** Forgets sessions and journal. No call may be open. */
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
}

/** Something that is measured: a server with the client that goes with it. */
export interface Subject {
  readonly name: string;
  /** Not measured unless asked for by name. */
  readonly optional?: true;
  start(load: Load): Promise<Rig>;
}
