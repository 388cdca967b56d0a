import { expect } from 'chai';
import { FakeBuildKit, isAtLeast, withBuildx } from '../../../src/index.js';
import { dockerfileCases } from './cases/dockerfiles.js';
import { optionCases } from './cases/options.js';
import { outputCases } from './cases/outputs.js';
import { progressCases } from './cases/progress.js';
import { resultCases } from './cases/results.js';
import { Directory } from './directory.js';
import { needsProgram, type Program, programs } from './needs-program.js';
import type { ProgramCase } from './program-case.js';

function holds(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

async function check(program: Program, one: ProgramCase): Promise<void> {
  using directory = new Directory(one.files);
  await using fake = await FakeBuildKit.start({ scenario: one.scenario });
  await using buildx = await withBuildx(fake, { program: program.path });
  const { exitCode, stdout, stderr } = await buildx.run(one.args, {
    cwd: directory.path,
    ...(one.stdin === undefined ? {} : { stdin: one.stdin }),
    ...(one.env === undefined ? {} : { env: one.env }),
  });
  expect(exitCode, stdout + stderr).to.equal(one.exitCode ?? 0);
  for (const wanted of one.shows ?? []) expect(holds(stderr, wanted), `${wanted} in:\n${stderr}`).to.equal(true);
  for (const wanted of one.prints ?? []) expect(holds(stdout, wanted), `${wanted} in:\n${stdout}`).to.equal(true);
  for (const unwanted of one.hides ?? [])
    expect(holds(stdout + stderr, unwanted), `${unwanted} in:\n${stdout}${stderr}`).to.equal(false);
  for (const [path, wanted] of Object.entries(one.writes ?? {})) {
    const text = directory.read(path);
    expect(holds(text, wanted), `${wanted} in ${path}:\n${text}`).to.equal(true);
  }
  if (one.builds !== undefined) expect(fake.requests('LLBBridge.Solve')).to.have.length(one.builds);
  if (one.unknown === true) expect(fake.unknownRequests).to.not.be.empty;
  else fake.assertQuiescent();
}

for (const name of programs) {
  describe(`${name}, against the fake BuildKit`, function () {
    this.timeout('60s');
    let program: Program;
    before(async function () {
      program = await needsProgram(this, name);
    });

    for (const one of [...progressCases, ...optionCases, ...resultCases, ...outputCases, ...dockerfileCases]) {
      it(one.name, async function () {
        if (one.since !== undefined && !isAtLeast(program.version, one.since)) {
          console.log(`      skipped: it came with ${one.since}, and this is ${program.version.version}`);
          return this.skip();
        }
        await check(program, one);
      });
    }
  });
}
