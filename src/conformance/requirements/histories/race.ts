import { ChoosingScheduler } from '../../../time/choosing-scheduler.js';
import { mostCommands, type RaceInput } from '../../arbitraries/races.js';
import { initialState } from '../../model/state.js';
import type { Trial } from '../../trial/trial.js';
import type { RaceTheme } from './race-theme.js';
import { RunningRace } from './running-race.js';
import { Player } from './sequence.js';
import { Bindings } from './bindings.js';

/** How many processes the theme has; a process that a client starts besides them has a number of its own. */
const themeProcesses = 3;

/**
 * Lets several clients act at once, and holds that some order of what they did explains what they saw. Where the target
 * lets the order of events be chosen, it is chosen from the moment at which the race begins.
 */
export async function race(trial: Trial, input: RaceInput, theme: RaceTheme): Promise<void> {
  const { prepared, clients, variant, choices } = input;
  let chosen: number | undefined;
  const scheduler = new ChoosingScheduler((labels) =>
    chosen === undefined ? 0 : (choices[chosen++] ?? 0) % labels.length,
  );
  const chooser = await trial.interleaved(scheduler);
  const still = chooser === undefined ? undefined : () => chooser.idle();
  const { sessions, manners } = theme;
  const processes = themeProcesses + clients.length * mostCommands;
  const bindings = await Bindings.of(trial, { sessions, processes, clients: clients.length });
  const player = new Player(bindings, initialState({ revision: trial.revision, sessions, manners }));
  for (const session of Array.from({ length: sessions }).keys()) {
    await prepare(player, session, theme.prepared(prepared[session] ?? 'nothing', variant), clients.length);
  }
  chosen = 0;
  const running = new RunningRace(player, theme, { clients: clients.length, firstOwn: themeProcesses, still });
  await running.run(
    clients.map((list) => list.map((intent) => ({ ...intent, kind: theme.kindOf(intent.kind, variant) }))),
  );
  chosen = choices.length;
  await running.explain();
  await running.feedBuilds();
}

async function prepare(
  player: Player,
  session: number,
  what: RaceInput['prepared'][number],
  clients: number,
): Promise<void> {
  if (what === 'nothing') return;
  await player.play({ kind: 'build', client: 0, id: player.nextId(), session, fixture: 'succeeds' });
  const started = { built: 0, 'one process': 1, processes: clients }[what];
  for (let client = 0; client < started; client += 1) {
    const id = player.nextId();
    const cat = { program: 'cat', code: 0, rollback: false } as const;
    await player.play({ kind: 'start', client, id, session, process: client, ...cat });
  }
}
