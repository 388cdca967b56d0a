import { isWithin } from '../../src/protocol/revision.js';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { exitCodeOf } from '../../src/conformance/report/exit-code-of.js';
import type { Report } from '../../src/conformance/engine/report.js';
import { requirements } from '../../src/conformance/requirements/index.js';
import { FakeController } from '../../src/fake-controller/fake-controller.js';
import type { CallFaultAction } from '../../src/scenarios/model/fault-script.js';
import { servedFixtures } from '../../src/conformance/targets/fake-scenario.js';
import { runCli, type CliResult } from '../../test/cli/run-cli.js';
import { methodNames } from '../arbitraries/requests.js';
import type { Exercise } from '../exercise.js';
import { holds } from '../holds.js';
import { within } from '../within.js';

/** What is wrong with a target: with calls of an RPC, now and then or always, or with all that listens there. */
type Fault =
  | { readonly rpc: (typeof methodNames)[number] | 'any'; readonly chance: number; readonly action: CallFaultAction }
  | { readonly listener: 'silent' | 'garbage' | 'hangs-up' };

interface Trial {
  readonly fault: Fault;
  readonly only: readonly string[];
}

/** So long a run may take by its own option, and beside that until it has ended and reported. */
const bounds = { maxTimeMs: 4000, endMs: 8000 };

const action: fc.Arbitrary<CallFaultAction> = fc.constantFrom<CallFaultAction>(
  { status: { code: 'UNAVAILABLE', message: 'try later' } },
  { status: { code: 'INTERNAL', headers: true } },
  { trailersWithoutStatus: true },
  { reset: 'INTERNAL_ERROR' },
  { reset: 'ENHANCE_YOUR_CALM' },
  { goaway: 'immediate' },
  { goaway: 'draining' },
  { dropConnection: true },
  { stall: 'response' },
  { stall: 'request' },
  { die: {} },
  { die: { forGood: true } },
);

const trial: fc.Arbitrary<Trial> = fc.record({
  fault: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        rpc: fc.constantFrom('any' as const, ...methodNames),
        chance: fc.constantFrom(0.05, 0.3, 1),
        action,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ listener: fc.constantFrom('silent' as const, 'garbage' as const, 'hangs-up' as const) }),
    },
  ),
  only: fc.uniqueArray(
    fc.constantFrom(...requirements.filter((requirement) => isWithin(requirement, '2023-04')).map(({ id }) => id)),
    {
      minLength: 2,
      maxLength: 6,
    },
  ),
});

const trialsARound = 2;

/** Targets that die, hang, reset and refuse while the suite runs. */
export const targets: Exercise = {
  name: 'targets',
  promise:
    'However a target dies or hangs, a run ends in the time that it may take, with a report and the exit code of what it saw.',
  unit: 'runs',
  share: 2,
  open: async ({ directory }) => ({
    round: (seed) => holds(seed, trialsARound, trial, (one) => runAgainst(one, join(directory, 'report.json'), seed)),
    close: async () => {},
  }),
};

async function runAgainst({ fault, only }: Trial, file: string, seed: number): Promise<void> {
  if ('listener' in fault) {
    await using listener = await listening(fault.listener);
    const { code, err } = await run(listener.address, only, file, seed);
    if (code !== 3) throw new Error(`nothing that serves is there, and the exit code is ${code}: ${err}`);
    return;
  }
  const { rpc, chance, action: does } = fault;
  await using fake = await FakeController.start({
    ...{ clock: 'real', quirks: 'none', seed, journal: { entries: 100 }, warn: () => {} },
    scenario: { ...servedFixtures, faults: [{ rpc, chance, do: does }] },
  });
  assertSound(await run(await fake.listen('unix'), only, file, seed), file);
}

function run(address: string, only: readonly string[], file: string, seed: number): Promise<CliResult> {
  const limits = ['--timeout', '300ms', '--max-time', `${bounds.maxTimeMs}ms`, '--runs', '3', '--seed', String(seed)];
  const what = ['--target', address, '--revision', '2023-04', '--only', only.join(','), '--report', `json=${file}`];
  return within('the run ends', runCli(['conformance', ...what, ...limits]), bounds.maxTimeMs + bounds.endMs);
}

/** Either it could not be begun, or the report and the exit code tell the same. */
function assertSound({ code, out, err }: CliResult, file: string): void {
  if (/BUILDX_TESTKIT_DEBUG|\n\s+at /.test(err)) throw new Error(`it broke something of ours: ${err}`);
  if (code === 3 && out === '') return;
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const expected = exitCodeOf(report);
  if (code !== expected) throw new Error(`the exit code is ${code}, and that of the report ${expected}`);
  const broken = report.requirements.find(
    ({ verdict, reason }) => verdict === 'error' && /TypeError|RangeError|reading '/.test(reason ?? ''),
  );
  if (broken !== undefined) throw new Error(`${broken.id} broke: ${broken.reason}`);
  const unexplained = report.requirements.find(({ verdict, reason }) => verdict !== 'pass' && reason === undefined);
  if (unexplained !== undefined) throw new Error(`${unexplained.id} is ${unexplained.verdict}, and nothing says why`);
}

/** What listens, and is no controller. */
async function listening(
  kind: 'silent' | 'garbage' | 'hangs-up',
): Promise<AsyncDisposable & { readonly address: string }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (kind === 'garbage') socket.write(Buffer.alloc(100, 0x5a));
    if (kind === 'hangs-up') socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  return {
    address: `127.0.0.1:${typeof place === 'object' ? place?.port : 0}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
