import type { Observation } from '../../model/answer.js';
import type { Command } from '../../model/command.js';
import { sessionOf, stdinParts, type ModelState } from '../../model/state.js';
import { Violation } from '../../engine/violation.js';
import { endingOf, unaryEnding } from '../ending.js';
import { fixtureBuild } from '../fixture-build.js';
import { openInput, stdinText } from '../input/build-stdin.js';
import { startBuild } from '../session.js';
import type { Bindings } from './bindings.js';

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

/**
 * Runs a build. One that is refused is not watched, because its Status would take messages from the build that runs.
 */
export async function wholeBuild(bindings: Bindings, command: Of<'build'>, state: ModelState): Promise<Observation> {
  const client = bindings.client(command.client);
  const ref = bindings.ref(command.session);
  const options = fixtureBuild(bindings.trial, command.fixture);
  const busy = sessionOf(state, command.session).build !== undefined;
  return bindings.ended(await unaryEnding(busy ? client.rpc.build({ ref, options }) : client.build(options, { ref })));
}

export async function beginBuild(bindings: Bindings, command: Of<'begin-build'>, state: ModelState): Promise<void> {
  const { id, session, fixture } = command;
  const client = bindings.client(command.client);
  const ref = bindings.ref(session);
  const options = fixtureBuild(bindings.trial, fixture);
  const shown = bindings.statusesOf(session).map((status) => ({ status, from: status.messages.length }));
  // In a session that was built before, a Status that comes before Build may show the last build, so it comes after.
  const late = sessionOf(state, session).exists;
  const early = late ? undefined : client.rpc.status({ ref });
  const build = await startBuild(client, ref, options);
  bindings.streams.set(id, { kind: 'build', session, call: build });
  const ended = endingOf(build).then((ending) => {
    throw new Violation(`the build that ${fixture}`, 'that it runs', `it ended ${ending.code} ${ending.message}`);
  });
  ended.catch(() => undefined);
  for (;;) {
    const status = early ?? client.rpc.status({ ref });
    bindings.streams.set(command.status, { kind: 'status', session, call: status });
    const runs =
      fixture === 'takesLong' ? logged([...shown, { status, from: 0 }]).then(() => true) : listed(bindings, command);
    // A Status that comes after Build may still show the last build, logs and all, until the server has begun with this
    // one.
    const tooSoon = late ? status.status.then(() => false) : new Promise<never>(() => undefined);
    if ((await Promise.race([runs, tooSoon, ended])) && !(late && (await bindings.trial.endsSoon(status)))) return;
    await bindings.trial.pause();
  }
}

type Shown = { readonly status: ReturnType<Bindings['statusesOf']>[number]; readonly from: number };

/** Waits for the message that shows the log, which one of the subscribers gets. */
async function logged(subscribers: readonly Shown[]): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const { status, from } of subscribers) {
      void status.find(({ logs }) => logs.length > 0, from).then((found) => found !== undefined && resolve());
    }
  });
}

/** Waits until a build has begun that reads stdin: it shows nothing before that, but its session is listed. */
async function listed(bindings: Bindings, { client, session }: Of<'begin-build'>): Promise<true> {
  const { rpc } = bindings.client(client);
  while (!bindings.sessionsAmong((await rpc.list()).refs).includes(session)) await bindings.trial.pause();
  return true;
}

export async function openStdin(bindings: Bindings, { id, client, session }: Of<'input'>): Promise<void> {
  const call = await openInput(bindings.trial, bindings.ref(session), bindings.client(client));
  bindings.streams.set(id, { kind: 'input', session, call });
}

export async function feed(
  bindings: Bindings,
  command: Of<'send-input' | 'end-input'>,
  state: ModelState,
): Promise<void> {
  const stream = bindings.streams.get(command.stream);
  const known = state.streams[command.stream];
  if (stream?.kind !== 'input' || known?.kind !== 'input') return;
  const { call } = stream;
  if (command.kind === 'end-input') {
    if (command.how === 'half-close') call.halfClose();
    else await call.send({ kind: 'data', eof: true });
    return;
  }
  if (command.after === 'empty') await call.send({ kind: 'empty' });
  if (command.after === 'init') await call.send({ kind: 'init', ref: bindings.ref(known.session) });
  await call.send({ kind: 'data', data: part(stdinText(bindings.trial), known.sent), eof: command.eof });
}

function part(text: string, nth: number): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const edge = (index: number): number => Math.floor((bytes.length * index) / stdinParts);
  return bytes.subarray(edge(nth), edge(nth + 1));
}
