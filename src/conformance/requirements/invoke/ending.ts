import { example, type Requirement } from '../../trial/requirement.js';
import type { Trial } from '../../trial/trial.js';
import { attach, runningCat, startProgram, type ProcessStream } from '../process-stream.js';
import { builtSession } from '../session.js';

type End = (trial: Trial, ref: string, cat: ProcessStream) => Promise<unknown>;

/** Everything that ends a stream from the other side while its process runs. */
const ends: Readonly<Record<string, End>> = {
  takeover: (trial, ref, cat) => attach(trial, ref, cat.processId),
  // Its reply is the matter of another requirement.
  DisconnectProcess: (trial, ref, cat) =>
    trial.client.rpc.disconnectProcess({ ref, processId: cat.processId }).catch(() => undefined),
  Disconnect: (trial, ref) => trial.client.rpc.disconnect({ ref }),
  rollback: (trial, ref) => runningCat(trial, ref, { config: { rollback: true } }),
  'another Build': (trial, ref) => builtSession(trial, ref),
};

function eofs(stream: ProcessStream): readonly number[] {
  return stream.files.flatMap(({ fd, eof }) => (eof ? [fd] : [])).toSorted((a, b) => a - b);
}

/** Finds the file descriptors on which something came after their EOF. */
function afterEof(stream: ProcessStream): readonly number[] {
  return stream.files.flatMap(({ fd }, index) =>
    stream.files.slice(0, index).some((earlier) => earlier.fd === fd && earlier.eof) ? [fd] : [],
  );
}

export const invokeEndingRequirements: readonly Requirement[] = [
  {
    id: 'INVOKE-022',
    title:
      'A stream that the other side ends carries EOF for stdout and for stderr, each once, in any order, and then nothing.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      for (const [how, end] of Object.entries(ends)) {
        const ref = await builtSession(trial);
        const cat = await runningCat(trial, ref);
        await end(trial, ref, cat);
        await cat.ended();
        trial.exercised();
        trial.equal(`the file descriptors that had EOF at the end by ${how}`, eofs(cat), [1, 2]);
        trial.equal(`those on which something came after EOF at the end by ${how}`, afterEof(cat), []);
      }
    }),
  },
  {
    id: 'INVOKE-023',
    title:
      'A stream whose process exits carries EOF for stdout and for stderr, each once, in any order, and then nothing.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      for (const code of [0, 7]) {
        const process = await startProgram(trial, ref, 'emitsAndExits', { values: { bytes: 10, fd: 1, code } });
        await process.ended();
        trial.exercised();
        trial.equal(`the file descriptors that had EOF at exit ${code}`, eofs(process), [1, 2]);
        trial.equal(`those on which something came after EOF at exit ${code}`, afterEof(process), []);
      }
    }),
  },
  {
    id: 'INVOKE-024',
    title: 'EOF comes in messages of its own: a message carries data or EOF, never both and never neither.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §3.1',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const process = await startProgram(trial, ref, 'emitsAndExits', { values: { bytes: 5000, fd: 1, code: 3 } });
      await process.ended();
      trial.exercised();
      for (const file of process.files)
        trial.holds('it carries data or EOF', file.eof === (file.data.length === 0), file);
    }),
  },
  {
    id: 'INVOKE-025',
    title: 'The server sends nothing on Invoke but data and EOF for stdout and stderr.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §7.3',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const process = await startProgram(trial, ref, 'emitsAndExits', { values: { bytes: 5000, fd: 1, code: 3 } });
      await process.ended();
      trial.exercised();
      const others = process.call.messages.filter(
        (message) => message.kind !== 'file' || (message.fd !== 1 && message.fd !== 2),
      );
      trial.equal('other messages', others, []);
    }),
  },
];
