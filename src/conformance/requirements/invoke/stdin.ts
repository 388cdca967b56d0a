import * as fc from 'fast-check';
import { chunkedBytes } from '../../arbitraries/chunking.js';
import { harmlessControl } from '../../arbitraries/invoke-message.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { unknown } from '../ending.js';
import { attach, runningCat, startProgram } from '../process-stream.js';
import { builtSession } from '../session.js';

const share = 0.5;
const largestFd = 0xffff_ffff;

export const invokeStdinRequirements: readonly Requirement[] = [
  {
    id: 'INVOKE-010',
    title: 'A process reads on stdin exactly the bytes that were sent, however they are cut into messages.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §3.1',
    needs: ['programs'],
    check: property(
      chunkedBytes(),
      async (trial, chunks) => {
        const cat = await startProgram(trial, await builtSession(trial), 'cat');
        for (const chunk of chunks) await cat.write(chunk);
        const sent = Buffer.concat(chunks);
        const seen = Buffer.from(await cat.outputOf(1, sent.length));
        trial.exercised();
        trial.equal('the number of bytes that cat gave back', seen.length, sent.length);
        trial.holds('they are the bytes that were sent', seen.equals(sent));
        trial.equal('stderr', cat.text(2), '');
      },
      { share },
    ),
  },
  {
    id: 'INVOKE-011',
    title: 'Data for another file descriptor than 0 ends the stream with `unexpected fd`; the process goes on.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §3.4',
    needs: ['programs'],
    check: property(
      fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: largestFd })),
      async (trial, fd) => {
        const ref = await builtSession(trial);
        const cat = await runningCat(trial, ref);
        for (const wrong of [fd, largestFd]) {
          const stream = await attach(trial, ref, cat.processId);
          trial.holds('cat answers', await stream.echoes(`fd ${wrong}`), stream.state);
          await stream.call.send({ kind: 'file', fd: wrong, data: Uint8Array.of(1) });
          const ending = await stream.ended();
          trial.exercised();
          trial.equal('Invoke', ending, unknown(`unexpected fd: ${wrong}`));
        }
        const again = await attach(trial, ref, cat.processId);
        trial.holds('the process goes on', await again.echoes('again'), again.state);
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'INVOKE-012',
    title: 'Stdin may be closed more than once.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (10)',
    needs: ['programs'],
    check: example(async (trial) => {
      const ref = await builtSession(trial);
      const process = await startProgram(trial, ref, 'emits', { values: { bytes: 1, fd: 1 } });
      await process.outputOf(1, 1);
      for (let times = 0; times < 3; times += 1) await process.closeStdin();
      trial.exercised();
      await trial.staysOpen('Invoke', process.call, () => trial.client.rpc.listProcesses({ ref }));
    }),
  },
  {
    id: 'INVOKE-013',
    title: 'Data after stdin was closed ends the stream UNKNOWN.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (10)',
    needs: ['programs'],
    check: example(async (trial) => {
      const process = await startProgram(trial, await builtSession(trial), 'emits', { values: { bytes: 1, fd: 1 } });
      await process.outputOf(1, 1);
      await process.closeStdin();
      await process.write('too late');
      const { code } = await process.ended();
      trial.exercised();
      trial.equal('the code of Invoke', code, 'UNKNOWN');
    }),
  },
  {
    id: 'INVOKE-014',
    title: 'Data after stdin was closed ends the stream with the text of a closed pipe.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §5.7, §3.4',
    needs: ['programs'],
    check: example(async (trial) => {
      const process = await startProgram(trial, await builtSession(trial), 'emits', { values: { bytes: 1, fd: 1 } });
      await process.outputOf(1, 1);
      await process.closeStdin();
      await process.write('too late');
      const { message } = await process.ended();
      trial.exercised();
      trial.equal('the message of Invoke', message, 'io: read/write on closed pipe');
    }),
  },
  {
    id: 'INVOKE-015',
    title: 'A new size of the terminal, and a signal that processes ignore, leave the process and its stream alone.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §1 (11)',
    needs: ['programs'],
    check: property(
      fc.array(harmlessControl(), { minLength: 1, maxLength: 5 }),
      async (trial, controls) => {
        const cat = await runningCat(trial, await builtSession(trial));
        for (const control of controls) await cat.call.send(control);
        trial.exercised();
        trial.holds('cat answers after them', await cat.echoes('after'), cat.state);
      },
      { share: 0.15 },
    ),
  },
  {
    id: 'INVOKE-016',
    title: 'A client that half-closes Invoke still gets what the process writes.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7',
    needs: ['programs'],
    check: example(async (trial) => {
      const bytes = 50_000;
      const process = await startProgram(trial, await builtSession(trial), 'emits', { values: { bytes, fd: 1 } });
      process.call.halfClose();
      const seen = await process.outputOf(1, bytes);
      trial.exercised();
      trial.equal('the number of bytes', seen.length, bytes);
    }),
  },
  {
    id: 'INVOKE-028',
    title: 'Data that comes in the same message as EOF reaches the process.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const cat = await runningCat(trial, await builtSession(trial));
      await cat.call.send({ kind: 'file', fd: 0, data: new TextEncoder().encode('last\n'), eof: true });
      trial.exercised();
      trial.holds(
        'cat gives it back',
        await trial.within('cat to give back the last line', cat.says('last')),
        cat.state,
      );
    }),
  },
  {
    id: 'INVOKE-029',
    title: 'A message for stdin without data and without EOF is passed over.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const cat = await runningCat(trial, await builtSession(trial));
      for (const line of ['one', 'two']) {
        await cat.write('');
        trial.exercised();
        trial.holds('cat answers after it', await cat.echoes(line), cat.state);
      }
      trial.equal('what cat gave back', cat.text(1), 'ready\none\ntwo\n');
    }),
  },
];
