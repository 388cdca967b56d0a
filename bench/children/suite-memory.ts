import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openTarget, runConformance } from 'buildx-testkit/conformance';
import { growthPerMinute, type Sample } from './growth.js';

/** How many megabytes a minute the heap of a run of the suite grows by: `suite-memory.js in-process|unix MINUTES`. */
const [subject = '', minutes = ''] = process.argv.slice(2);
const lengthMs = Number(minutes) * 60_000;
const betweenMs = lengthMs / 40;
const megabyte = 1_000_000;

const served = subject === 'unix' ? await serve() : undefined;
const target = await openTarget(served?.address ?? 'fake');
const samples: Sample[] = [];
const began = performance.now();
const stop = new AbortController();
let due = betweenMs;
await runConformance(target, {
  budgetMs: lengthMs,
  signal: stop.signal,
  onProgress: ({ finished }) => {
    const elapsedMs = performance.now() - began;
    // Between two requirements nothing is under way.
    if (finished === undefined || elapsedMs < due) return;
    due = elapsedMs + betweenMs;
    samples.push({ minute: elapsedMs / 60_000, megabytes: held() });
    if (elapsedMs >= lengthMs) stop.abort();
  },
});
process.stdout.write(String(growthPerMinute(samples)));
await target.close();
served?.stop();
process.exit();

function held(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / megabyte;
}

/** In a process of its own: its memory is not the suite's. */
async function serve(): Promise<{ readonly address: string; readonly stop: () => void }> {
  const program = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'serve', '--quirks', 'none', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { address: line.replace('listening on ', ''), stop: () => void child.kill() };
}
