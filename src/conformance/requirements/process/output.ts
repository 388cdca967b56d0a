import * as fc from 'fast-check';
import { outputSize } from '../../arbitraries/output-size.js';
import { example, property, type Requirement } from '../../trial/requirement.js';
import { firstDifference, numbersText } from '../numbers-text.js';
import { startProgram, type ProcessStream } from '../process-stream.js';
import { builtSession } from '../session.js';

function largest(stream: ProcessStream): number {
  return Math.max(0, ...stream.files.map(({ data }) => data.length));
}

export const processOutputRequirements: readonly Requirement[] = [
  {
    id: 'PROC-001',
    title: 'What a process writes comes complete and in order, on the file descriptor on which it wrote.',
    level: 'MUST',
    source: 'docs/real-controller.md §5.7, §3.1, §13',
    needs: ['programs'],
    check: property(
      fc.record({ bytes: outputSize(), fd: fc.constantFrom(1, 2) }),
      async (trial, { bytes, fd }) => {
        const process = await startProgram(trial, await builtSession(trial), 'emits', { values: { bytes, fd } });
        await process.outputOf(fd, bytes);
        trial.exercised();
        trial.equal('where the output differs', firstDifference(process.text(fd), numbersText(bytes)), 'nowhere');
        trial.equal('the other file descriptor', process.text(fd === 1 ? 2 : 1), '');
      },
      { share: 0.5 },
    ),
  },
  {
    id: 'PROC-002',
    title: 'A message carries at most 32 KiB of output.',
    level: 'MUST',
    source: 'docs/real-controller.md §3.1',
    needs: ['programs'],
    check: example(async (trial) => {
      const bytes = 300_000;
      const process = await startProgram(trial, await builtSession(trial), 'emits', { values: { bytes, fd: 1 } });
      await process.outputOf(1, bytes);
      trial.exercised();
      trial.holds('the largest message is within 32 KiB', largest(process) <= 32_768, largest(process));
    }),
  },
  {
    id: 'PROC-003',
    title: 'A message carries at most 4096 bytes of output.',
    level: 'OBSERVED',
    source: 'docs/real-controller.md §3.1, §13',
    needs: ['programs'],
    check: example(async (trial) => {
      const bytes = 300_000;
      const process = await startProgram(trial, await builtSession(trial), 'emits', { values: { bytes, fd: 1 } });
      await process.outputOf(1, bytes);
      trial.exercised();
      trial.holds('the largest message is within 4096 bytes', largest(process) <= 4096, largest(process));
    }),
  },
  {
    id: 'PROC-004',
    title: 'Nothing of what a process wrote is lost when it exits at once.',
    level: 'SHOULD',
    source: 'docs/real-controller.md §6',
    needs: ['programs'],
    check: property(
      outputSize({ max: 100_000 }),
      async (trial, bytes) => {
        const values = { bytes, fd: 1, code: 3 };
        const process = await startProgram(trial, await builtSession(trial), 'emitsAndExits', { values });
        await process.ended();
        trial.exercised();
        const seen = process.text(1).replaceAll('\r\n', '\n');
        trial.equal('where the output differs', firstDifference(seen, numbersText(bytes)), 'nowhere');
      },
      { share: 0.5 },
    ),
  },
  {
    id: 'PROC-005',
    title: 'A client that reads slowly gets all of the output.',
    level: 'MUST',
    source: 'docs/real-controller.md §6',
    needs: ['programs'],
    check: example(async (trial) => {
      const bytes = 1_000_000;
      const ref = await builtSession(trial);
      const process = await startProgram(trial, ref, 'emits', { values: { bytes, fd: 1 } });
      await process.outputOf(1, 1);
      process.call.pause();
      await trial.client.rpc.listProcesses({ ref });
      process.call.resume();
      const seen = await process.outputOf(1, bytes);
      trial.exercised();
      trial.equal(
        'where the output differs',
        firstDifference(new TextDecoder().decode(seen), numbersText(bytes)),
        'nowhere',
      );
    }),
  },
];
