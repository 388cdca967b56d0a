import fc from 'fast-check';
import type { BenchClient } from '../clients/bench-client.js';
import { startBuild } from './build.js';

/** The processes of each session. */
export interface Model {
  readonly sessions: Map<string, Set<string>>;
  calls: number;
}

export interface World {
  readonly client: BenchClient;
  /** How many messages a build has. */
  readonly messages: number;
}

export const emptyModel = (): Model => ({ sessions: new Map(), calls: 0 });

type Command = fc.AsyncCommand<Model, World>;

const refs = fc.constantFrom('a', 'b', 'c');

/** One of the things that a client does. */
export const commandArbitrary: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(command('Info', () => true, info)),
  fc.constant(command('List', () => true, list)),
  fc.constant(command('an idle Status', () => true, idleStatus)),
  refs.map((ref) =>
    command(
      `Build ${ref}`,
      () => true,
      (model, world) => buildIt(model, world, ref),
    ),
  ),
  refs.map((ref) =>
    command(
      `Invoke in ${ref}`,
      ({ sessions }) => sessions.has(ref),
      (model, world) => invoke(model, world, ref),
    ),
  ),
  refs.map((ref) =>
    command(
      `Disconnect ${ref}`,
      () => true,
      (model, world) => disconnect(model, world, ref),
    ),
  ),
  refs.map((ref) =>
    command(
      `ListProcesses of ${ref}`,
      ({ sessions }) => sessions.has(ref),
      (model, world) => listProcesses(model, world, ref),
    ),
  ),
);

function command(
  name: string,
  check: (model: Readonly<Model>) => boolean,
  run: (model: Model, world: World) => Promise<void>,
): Command {
  return { check, run, toString: () => name };
}

async function info(_model: Model, { client }: World): Promise<void> {
  const { buildxVersion } = await client.unary('Info', {});
  equal(buildxVersion?.package, 'github.com/docker/buildx');
}

async function list({ sessions }: Model, { client }: World): Promise<void> {
  const { refs } = await client.unary('List', {});
  equal(refs.toSorted().join(' '), [...sessions.keys()].toSorted().join(' '));
}

async function idleStatus(model: Model, { client }: World): Promise<void> {
  const call = client.status(`idle-${++model.calls}`, () => {});
  call.cancel();
  equal(await call.ended, 1);
}

async function buildIt({ sessions }: Model, { client, messages }: World, ref: string): Promise<void> {
  sessions.set(ref, new Set());
  equal(await startBuild(client, ref), messages);
}

async function invoke(model: Model, { client }: World, ref: string): Promise<void> {
  const processId = `p${++model.calls}`;
  const said = new TextEncoder().encode('hello\n');
  let heard = 0;
  await new Promise<void>((resolve, reject) => {
    const call = client.invoke((message) => {
      if (message.kind === 'file') heard += message.data.length;
      if (heard >= said.length) call.cancel();
    });
    void call.send({ kind: 'init', ref, processId, invokeConfig: { entrypoint: ['cat'] } });
    void call.send({ kind: 'file', fd: 0, eof: false, data: said });
    call.ended.then(() => resolve(), reject);
  });
  equal(heard, said.length);
  model.sessions.get(ref)?.add(processId);
}

async function disconnect({ sessions }: Model, { client }: World, ref: string): Promise<void> {
  sessions.delete(ref);
  await client.unary('Disconnect', { ref });
}

async function listProcesses({ sessions }: Model, { client }: World, ref: string): Promise<void> {
  const { processes } = await client.unary('ListProcesses', { ref });
  equal(processes.length, sessions.get(ref)?.size);
}

function equal(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}
