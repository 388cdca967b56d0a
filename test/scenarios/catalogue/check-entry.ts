import { ControllerClient } from '../../../src/client/controller-client.js';
import { checkDeterminism, FakeController, type FakeControllerOptions } from '../../../src/index.js';
import { defaultRevision, isWithin, revisions, type Revision } from '../../../src/protocol/revision.js';
import type { Entry } from '../../../src/scenarios/catalogue/entry.js';
import { playable } from '../../../src/scenarios/catalogue/playable.js';

/** A fake that plays an entry, and a client of it. */
export interface Played {
  readonly fake: FakeController;
  readonly client: ControllerClient;
  /** One more client, with a connection of its own. */
  connect(): ControllerClient;
}

/** What a client does, and what it sees. */
export interface Behaviour {
  /** Goes on from `A naive client …`. */
  readonly it: string;
  readonly test: (played: Played) => Promise<unknown>;
}

export interface EntryClients {
  /** Runs into it; fails when there is nothing to run into. */
  readonly naive: Behaviour;
  /** Survives it; over a socket too. */
  readonly careful: Behaviour;
}

/**
 * Plays an entry of the catalogue to a naive client and to a careful one, in process, where each has to see the same
 * twice and a call that nothing can move any more ends FAILED_PRECONDITION `stuck: …`, and to the careful one over a
 * unix socket. What differs in another revision that has the case is told apart by the clients themselves.
 */
export function checkEntry(entry: Entry, { naive, careful }: EntryClients): void {
  describe(`The catalogue's ${entry.name}`, () => {
    it(`has a naive client that ${naive.it}`, () => inProcess(entry, naive));
    it(`has a careful client that ${careful.it}`, () => inProcess(entry, careful));
    it(`has a careful client that ${careful.it}, over a socket`, () => overSocket(entry, careful));
    const { revision = defaultRevision } = optionsOf(entry);
    for (const other of revisions.filter((one) => one !== revision && isWithin(entry, one)))
      it(`is the same to both in ${other}`, async () => {
        for (const behaviour of [naive, careful]) await inRevision(entry, behaviour, other);
      });
  });
}

/** What the fake has to be for this entry. */
export function optionsOf(entry: Entry): FakeControllerOptions {
  const { revision, quirks = {}, scenario } = playable(entry);
  return { scenario, quirks, ...(revision === undefined ? {} : { revision }) };
}

async function inProcess(entry: Entry, { test }: Behaviour): Promise<void> {
  await checkDeterminism(
    (fake) => {
      const connect = (): ControllerClient => fake.client();
      return test({ fake, client: connect(), connect });
    },
    { ...optionsOf(entry), onStuck: 'error' },
  );
}

async function inRevision(entry: Entry, { test }: Behaviour, revision: Revision): Promise<void> {
  await using fake = await FakeController.start({ ...optionsOf(entry), revision, onStuck: 'error' });
  const connect = (): ControllerClient => fake.client();
  await test({ fake, client: connect(), connect });
}

async function overSocket(entry: Entry, { test }: Behaviour): Promise<void> {
  await using fake = await FakeController.start(optionsOf(entry));
  const address = await fake.listen();
  const clients: ControllerClient[] = [];
  const connect = (): ControllerClient => {
    const client = ControllerClient.connect(address, { revision: fake.revision });
    clients.push(client);
    return client;
  };
  try {
    await test({ fake, client: connect(), connect });
  } finally {
    for (const client of clients) await client.close();
  }
}
