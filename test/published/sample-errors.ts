import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkDeterminism,
  ControllerClient,
  FakeBuildKit,
  FakeController,
  findBuildx,
  importBuild,
  matchGolden,
  scenarioFromJournal,
  withBuildx,
  type QuirkName,
} from 'buildx-testkit';
import { ConfigurationError, TargetUnreachableError, Violation } from 'buildx-testkit/conformance';
import { ContainerStartError, ImageMissingError, NoEngineError } from 'buildx-testkit/container';
import { errorDetail, UnknownRevisionError } from 'buildx-testkit/protocol';
import { catalogueEntry } from 'buildx-testkit/scenarios';
import { BuildHistory, InvokeOutput } from 'buildx-testkit/testing';
import { failingBuild } from './build-of-all-sorts.js';

/** One error of every class that the package exports, from where it comes from. */
export async function sampleErrors(): Promise<readonly Error[]> {
  await using fake = await FakeController.start({ scenario: { builds: [failingBuild()] } });
  const client = fake.client();
  const open = client.rpc.status({ ref: 'never built' });
  await client.rpc.info();
  const errors = [
    await thrownBy(() => client.build({ contextPath: '.' })),
    await thrownBy(() => client.rpc.inspect({ ref: 'nobody' })),
    await thrownBy(() => fake.assertQuiescent()),
    await thrownBy(() => FakeController.start({ clock: JSON.parse('"virtual"') as 'auto' })),
    await thrownBy(() => fake.clock.advance('soon')),
    await thrownBy(() => fake.release('no-such-barrier')),
    await thrownBy(() => fake.lastRequest('Invoke')),
    await thrownBy(() => FakeController.start({ quirks: JSON.parse('["no-such-quirk"]') as QuirkName[] })),
    await thrownBy(() => FakeController.start({ scenario: { builds: [{ no: 1n }] as never } })),
    await thrownBy(() => fake.listen('tcp://192.0.2.1:0')),
    await thrownBy(() => matchGolden(fake.journal, '/no/such/directory/golden.txt')),
    await thrownBy(() => importBuild('no progress')),
    await thrownBy(() => scenarioFromJournal('no journal', '0.12')),
    await thrownBy(() => checkDeterminism(somethingElseEachTime())),
    await thrownBy(() => ControllerClient.connect('no address')),
    await thrownBy(() => errorDetail('x+json', 1n)),
    await thrownBy(() => catalogueEntry('no-such-entry')),
    await thrownBy(() => openClock()),
    await thrownBy(() => findBuildx({ program: '/no/such/docker-buildx' })),
    await thrownBy(() => withAnotherBuildx((program) => withBuildx(fake, { program }))),
    await thrownBy(() => withAnotherBuildx(shownByNobody)),
    await thrownBy(() => new BuildHistory([]).vertex('[1/1] RUN make')),
    await thrownBy(() => new InvokeOutput(nothing()).prompt('$ ')),
    Violation.ofValues('stream', 1n, { stream: 2n }),
    new UnknownRevisionError('9.9', ['0.12']),
    new ConfigurationError('no such thing'),
    new TargetUnreachableError('gone', { cause: new Error('why') }),
    new ContainerStartError('it did not start', 'its log', { cause: new Error('why') }),
    new ImageMissingError('no image'),
    new NoEngineError('no engine'),
  ];
  open.cancel();
  return errors;
}

/** A program that is another version than the fake says that it is. */
async function withAnotherBuildx(work: (program: string) => Promise<unknown>): Promise<unknown> {
  const directory = mkdtempSync(join(tmpdir(), 'sample-errors-'));
  try {
    const program = join(directory, 'docker-buildx');
    writeFileSync(program, '#!/bin/sh\necho github.com/docker/buildx v0.1.2 another-build\n', { mode: 0o755 });
    return await work(program);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function shownByNobody(program: string): Promise<void> {
  await using fake = await FakeBuildKit.start();
  await using buildx = await withBuildx(fake, { program });
  await buildx.terminal(['version']).shows('what nobody says');
}

async function* nothing(): AsyncGenerator<never> {}

async function openClock(): Promise<unknown> {
  await using fake = await FakeController.start({ clock: 'real' });
  return await fake.clock.advance(1);
}

function somethingElseEachTime(): (fake: FakeController) => Promise<unknown> {
  let run = 0;
  return async (fake) => (++run === 1 ? fake.client().rpc.info() : undefined);
}

async function thrownBy(work: () => unknown): Promise<Error> {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error(`nothing was thrown by ${work.toString()}`);
}
