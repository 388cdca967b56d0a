/**
 * `npm run certify`: runs every case under a real docker-buildx against the fake and against the real BuildKit inside of
 * a Docker engine, and tells where they differ. Exit code 1: in something that nothing explains, or that is recorded
 * otherwise; or where an explanation explains nothing any more. `--update` records what the real one says, and writes the page.
 */
import { statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildxVersion, findBuildx, isAtLeast } from '../../../src/index.js';
import { keepAlive } from '../../../src/time/keep-alive.js';
import { certifiedCases } from './cases/index.js';
import { explained, unused } from './explanations.js';
import { loneFacts, textOf } from './facts/lone-facts.js';
import { pageFile, page } from './page.js';
import { RealBuildKit } from './real/real-buildkit.js';
import { isRecorded, readRecording, type Recording, references, releaseOf, writeRecording } from './recording.js';
import { forgetAll, runCase } from './run-case.js';
import { runFake } from './run-fake.js';

const { values } = parseArgs({
  options: {
    /** What has `dockerd` and a static `/bin/busybox`. */
    image: { type: 'string', default: process.env['BUILDX_TESTKIT_IMAGE'] ?? 'buildx-testkit/debian-controller' },
    program: { type: 'string' },
    /** Only cases whose names contain this; nothing is recorded of others. */
    only: { type: 'string', default: '' },
    update: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function certify(): Promise<boolean> {
  const program = findBuildx(values.program === undefined ? {} : { program: values.program });
  const version = await buildxVersion(program);
  await using real = await RealBuildKit.start(values.image);
  const release = releaseOf(version);
  say(`Docker ${real.version}, buildx ${release}`);
  const reference = { engine: real.version };
  const known = isRecorded(reference) ? readRecording(reference) : undefined;
  const shell = statSync(real.shell).size;
  const cases: Record<string, Recording['cases'][string]> = { ...(values.only === '' ? {} : known?.cases) };
  const used = new Set<string>();
  let good = true;
  for (const one of Object.values(certifiedCases).flat()) {
    if (!one.name.includes(values.only) || (one.since !== undefined && !isAtLeast(version, one.since))) continue;
    await forgetAll({ endpoint: real.endpoint, program });
    const facts = await runCase(one, { endpoint: real.endpoint, program, shell: real.shell });
    const lone = loneFacts(facts, await runFake(one, { program, shell }));
    const { by, unexplained } = explained(one, real.version, lone);
    for (const name of by) used.add(name);
    cases[one.name] = { facts, explained: by };
    const moved = values.update ? [] : loneFacts(facts, known?.cases[one.name]?.facts ?? []);
    say(`${unexplained.length > 0 ? 'DIFFERS' : lone.length > 0 ? 'explained' : 'same'}: ${one.name} ${by.join(', ')}`);
    if (unexplained.length > 0) say(textOf(unexplained));
    if (moved.length > 0) say(`  not as recorded ("fake" is the recording):\n${textOf(moved)}`);
    good &&= unexplained.length === 0 && moved.length === 0;
  }
  if (values.only === '') {
    const stale = unused(real.version, used);
    for (const name of stale) say(`STALE: ${name} explains nothing here any more: take it out of explanations.ts`);
    good &&= stale.length === 0;
  }
  if (values.update) {
    writeRecording({ engine: real.version, program: release, shell, cases });
    writeFileSync(pageFile, page(references.filter(isRecorded).map(readRecording)));
  }
  return good;
}

process.exitCode = (await keepAlive(certify)) ? 0 : 1;
