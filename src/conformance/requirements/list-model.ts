import { sessionCommands, type SessionCommand } from '../arbitraries/session-command.js';
import { property, type Requirement } from '../trial/requirement.js';
import type { Trial } from '../trial/trial.js';
import { ok, unaryEnding, unknown } from './ending.js';
import { listedRefs } from './listed-refs.js';
import { builtSession } from './session.js';
import { sessionWording } from '../../protocol/session-wording.js';

const sessions = 2;

/** Does one command to the target and to the model, which is the set of refs that have a session. */
async function apply(
  trial: Trial,
  refs: readonly string[],
  model: Set<string>,
  command: SessionCommand,
): Promise<void> {
  const ref = refs[command.session] ?? '';
  switch (command.kind) {
    case 'build':
      await builtSession(trial, ref);
      model.add(ref);
      return;
    case 'disconnect':
      trial.equal('Disconnect', await unaryEnding(trial.client.rpc.disconnect({ ref })), ok);
      model.delete(ref);
      return;
    case 'list-processes': {
      const ending = await unaryEnding(trial.client.rpc.listProcesses({ ref }));
      trial.equal(
        'ListProcesses',
        ending,
        model.has(ref) ? ok : unknown(sessionWording(trial.revision).processes.unknown(`"${ref}"`)),
      );
      return;
    }
    case 'list':
      trial.equal('our refs among the listed', await listedRefs(trial, refs), [...model].toSorted());
  }
}

export const listModelRequirements: readonly Requirement[] = [
  {
    id: 'LIST-009',
    title: 'After any sequence of Build and Disconnect, exactly the built and not disconnected sessions are there.',
    level: 'MUST',
    source: 'docs/real-controller.md §4, §5.2, §5.8, §5.10',
    check: property(
      sessionCommands(sessions),
      async (trial, commands) => {
        const refs = Array.from({ length: sessions }, () => trial.ref()).toSorted();
        const model = new Set<string>();
        for (const command of commands) {
          await apply(trial, refs, model, command);
          trial.exercised();
          trial.equal('our refs among the listed', await listedRefs(trial, refs), [...model].toSorted());
        }
      },
      { share: 0.6 },
    ),
  },
];
