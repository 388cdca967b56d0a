import type { Command } from '../../../src/conformance/model/command.js';
import type { Answer } from '../../../src/conformance/model/answer.js';
import { next } from '../../../src/conformance/model/next.js';
import { initialState, type ModelState } from '../../../src/conformance/model/state.js';

export const fresh: ModelState = initialState({ revision: '0.12', sessions: 2 });

/** The state after these commands, and the answer to the last. */
export function after(
  commands: readonly Command[],
  from: ModelState = fresh,
): { readonly state: ModelState; readonly answer: Answer } {
  return commands.reduce<{ state: ModelState; answer: Answer }>(({ state }, command) => next(state, command), {
    state: from,
    answer: { kind: 'nothing' },
  });
}

const client = 0;

export const build = (session = 0, fixture: 'succeeds' | 'failsInStep' | 'failsEarly' = 'succeeds'): Command => ({
  kind: 'build',
  client,
  id: 100,
  session,
  fixture,
});

export const beginBuild = (fixture: 'takesLong' | 'readsStdin', session = 0): Command => ({
  kind: 'begin-build',
  client,
  id: 10,
  status: 11,
  session,
  fixture,
});

export const start = (id: number, process = 0, more: Partial<Extract<Command, { kind: 'start' }>> = {}): Command => ({
  kind: 'start',
  client,
  id,
  session: 0,
  process,
  program: 'cat',
  code: 0,
  rollback: false,
  ...more,
});

export const attach = (id: number, process = 0): Command => ({
  kind: 'attach',
  client,
  id,
  session: 0,
  process,
  configured: false,
});
export const cancel = (stream: number): Command => ({ kind: 'cancel', client, stream });
export const disconnect = (session = 0): Command => ({ kind: 'disconnect', client, session });
export const list: Command = { kind: 'list', client };
export const listProcesses: Command = { kind: 'list-processes', client, session: 0 };
export const inspect: Command = { kind: 'inspect', client, session: 0 };
export const disconnectProcess = (process = 0): Command => ({
  kind: 'disconnect-process',
  client,
  session: 0,
  process,
});
