import type { Observation } from '../../model/answer.js';
import type { Command } from '../../model/command.js';
import { sessionOf, stdinParts, type ModelState } from '../../model/state.js';
import { Violation } from '../../engine/violation.js';
import { endingOf, unaryEnding } from '../ending.js';
import { fixtureBuild } from '../fixture-build.js';
import { openInput, stdinText } from '../input/build-stdin.js';
import { startBuild } from '../session.js';
import type { Stage } from './stage.js';

type Of<K extends Command['kind']> = Extract<Command, { readonly kind: K }>;

/**
 * Runs a build. One that is refused is not watched, because its Status would take messages from the build that runs.
 */
export async function wholeBuild(stage: Stage, command: Of<'build'>, state: ModelState): Promise<Observation> {
  const client = stage.client(command.client);
  const ref = stage.ref(command.session);
  const options = fixtureBuild(stage.trial, command.fixture);
  const busy = sessionOf(state, command.session).build !== undefined;
  return stage.ended(await unaryEnding(busy ? client.rpc.build({ ref, options }) : client.build(options, { ref })));
}

export async function beginBuild(stage: Stage, command: Of<'begin-build'>, state: ModelState): Promise<void> {
  const { id, session, fixture } = command;
  const client = stage.client(command.client);
  const ref = stage.ref(session);
  const options = fixtureBuild(stage.trial, fixture);
  const shown = stage.statusesOf(session).map((status) => ({ status, from: status.messages.length }));
  // In a session that was built before, a Status that comes before Build may show the last build, so it comes after.
  const late = sessionOf(state, session).exists;
  const early = late ? undefined : client.rpc.status({ ref });
  const build = await startBuild(client, ref, options);
  stage.streams.set(id, { kind: 'build', session, call: build });
  const ended = endingOf(build).then((ending) => {
    throw new Violation(`the build that ${fixture}`, 'that it runs', `it ended ${ending.code} ${ending.message}`);
  });
  ended.catch(() => undefined);
  for (;;) {
    const status = early ?? client.rpc.status({ ref });
    stage.streams.set(command.status, { kind: 'status', session, call: status });
    const runs =
      fixture === 'takesLong' ? logged([...shown, { status, from: 0 }]).then(() => true) : listed(stage, command);
    // A Status that comes after Build may still show the last build, logs and all, until the server has begun with this
    // one.
    const tooSoon = late ? status.status.then(() => false) : new Promise<never>(() => undefined);
    if ((await Promise.race([runs, tooSoon, ended])) && !(late && (await stage.trial.endsSoon(status)))) return;
  }
}

type Shown = { readonly status: ReturnType<Stage['statusesOf']>[number]; readonly from: number };

/** Waits for the message that shows the log, which one of the subscribers gets. */
async function logged(subscribers: readonly Shown[]): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const { status, from } of subscribers) {
      void status.find(({ logs }) => logs.length > 0, from).then((found) => found !== undefined && resolve());
    }
  });
}

/** Waits until a build has begun that reads stdin: it shows nothing before that, but its session is listed. */
async function listed(stage: Stage, { client, session }: Of<'begin-build'>): Promise<true> {
  const { rpc } = stage.client(client);
  while (!stage.sessionsAmong((await rpc.list()).refs).includes(session));
  return true;
}

export async function openStdin(stage: Stage, { id, client, session }: Of<'input'>): Promise<void> {
  const call = await openInput(stage.trial, stage.ref(session), stage.client(client));
  stage.streams.set(id, { kind: 'input', session, call });
}

export async function feed(stage: Stage, command: Of<'send-input' | 'end-input'>, state: ModelState): Promise<void> {
  const stream = stage.streams.get(command.stream);
  const known = state.streams[command.stream];
  if (stream?.kind !== 'input' || known?.kind !== 'input') return;
  const { call } = stream;
  if (command.kind === 'end-input') {
    if (command.how === 'half-close') call.halfClose();
    else await call.send({ kind: 'data', eof: true });
    return;
  }
  if (command.after === 'empty') await call.send({ kind: 'empty' });
  if (command.after === 'init') await call.send({ kind: 'init', ref: stage.ref(known.session) });
  await call.send({ kind: 'data', data: part(stdinText(stage.trial), known.sent), eof: command.eof });
}

function part(text: string, nth: number): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const edge = (index: number): number => Math.floor((bytes.length * index) / stdinParts);
  return bytes.subarray(edge(nth), edge(nth + 1));
}
