import { Violation } from '../engine/violation.js';
import { programNotes } from '../fixtures/fixture-notes.js';
import type { Probe } from '../engine/probe.js';
import { numbersText } from '../requirements/numbers-text.js';
import { startProgram, type ProcessStream } from '../requirements/process-stream.js';
import type { Placeholders, ProgramName } from '../requirements/program.js';
import { builtSession } from '../requirements/session.js';
import type { Trial } from '../trial/trial.js';

/** An amount that fits into one message. */
const bytes = 10;

/** Each program must do what its fixture says; how it ends is a matter of the requirements. */
export const programProbes: readonly Probe<Trial>[] = [
  probe('cat', {}, async (trial, cat) => {
    const echoed = await trial.within('a line of its stdin on its stdout', cat.echoes('ready'));
    if (!echoed) throw ended(cat, 'what it does with its stdin', 'that it writes it to its stdout');
  }),
  probe('exits', { code: 3 }, (trial, program) => ends(trial, program)),
  probe('emits', { bytes, fd: 1 }, async (trial, program) => {
    await emits(trial, program);
    await stays(trial, program);
  }),
  probe('emitsAndExits', { bytes, fd: 1, code: 0 }, async (trial, program) => {
    await emits(trial, program);
    await ends(trial, program);
  }),
  probe('sleeps', {}, async (trial, program) => {
    await stays(trial, program);
    if (program.files.some(({ data }) => data.length > 0)) {
      throw new Violation('what it says', 'nothing', `${program.text(1)}${program.text(2)}`);
    }
  }),
  probe('tells', { text: 'ready' }, async (trial, program) => {
    const told = await trial.within('a line `end` on its stdout', program.says('end'));
    if (!told) throw ended(program, 'what it writes', 'lines, the last of which is `end`');
  }),
];

function probe(
  name: ProgramName,
  values: Placeholders,
  look: (trial: Trial, program: ProcessStream) => Promise<void>,
): Probe<Trial> {
  return {
    capability: `programs.${name}`,
    must: programNotes[name],
    run: async (trial) => look(trial, await startProgram(trial, await builtSession(trial), name, { values })),
  };
}

async function emits(trial: Trial, program: ProcessStream): Promise<void> {
  await trial.within(`${bytes} bytes on its stdout`, program.outputOf(1, bytes));
  // A terminal writes a carriage return before each end of line.
  const seen = program.text(1).replaceAll('\r', '');
  const expected = numbersText(bytes);
  if (seen === '' || !expected.startsWith(seen.slice(0, bytes))) {
    throw Violation.ofValues('what it writes to its stdout', expected, seen);
  }
}

async function ends(trial: Trial, program: ProcessStream): Promise<void> {
  await trial.within('its end', program.ended());
}

async function stays(trial: Trial, program: ProcessStream): Promise<void> {
  if (await trial.endsSoon(program.call)) throw ended(program, 'whether it stays', 'that it does');
}

function ended({ state }: ProcessStream, what: string, expected: string): Violation {
  const seen = typeof state === 'string' ? 'something else' : `that it ended ${state.code} ${state.message}`.trimEnd();
  return new Violation(what, expected, seen);
}
