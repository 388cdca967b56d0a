import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Exercise } from '../exercise.js';
import { journalsOf } from '../journals.js';

const plays = 5;
const run = promisify(execFile);
const program = fileURLToPath(new URL('../children/journals.js', import.meta.url));

/** The same scenarios, seeds and clients again: in this process, in a new one, and under other Nodes. */
export const determinism: Exercise = {
  name: 'determinism',
  promise:
    'The same scenario, seed and client calls give the same journal, byte for byte, in any process and under any Node.',
  unit: 'journals',
  share: 1.5,
  open: async ({ nodes }) => ({
    async round(seed) {
      const first = await journalsOf(seed, plays);
      const others = [
        { where: 'the same process', journals: await journalsOf(seed, plays) },
        ...(await Promise.all([process.execPath, ...nodes].map((node) => under(node, seed)))),
      ];
      const done = plays * (1 + others.length);
      for (const { where, journals } of others) {
        const difference = firstDifference(first, journals);
        if (difference !== undefined) return { done, broken: `in ${where}, ${difference}` };
      }
      return { done };
    },
    close: async () => {},
  }),
};

async function under(
  node: string,
  seed: number,
): Promise<{ readonly where: string; readonly journals: readonly string[] }> {
  const { stdout } = await run(node, ['--no-deprecation', program, String(seed), String(plays)], {
    maxBuffer: 2 ** 30,
  });
  return { where: `a process of ${node}`, journals: JSON.parse(stdout) as readonly string[] };
}

function firstDifference(first: readonly string[], other: readonly string[]): string | undefined {
  const play = first.findIndex((journal, index) => journal !== other[index]);
  if (play < 0) return undefined;
  const lines = first[play]?.split('\n') ?? [];
  const others = other[play]?.split('\n') ?? [];
  const line = lines.findIndex((text, index) => text !== others[index]);
  const at = line < 0 ? lines.length : line;
  return `play ${play + 1} differs at line ${at + 1}:\n  ${lines[at] ?? '(ended)'}\n  ${others[at] ?? '(ended)'}`;
}
