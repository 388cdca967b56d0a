import { expect } from 'chai';
import { FakeBuildKit, withBuildx } from '../../../src/index.js';
import { withoutSessionEnd } from '../without-session-end.js';
import { Directory } from './directory.js';
import type { Program } from './needs-program.js';
import type { ProgramCase } from './program-case.js';

/** Runs the real program as a case says, and holds what it must come to. */
export async function runCase(program: Program, one: ProgramCase): Promise<void> {
  using directory = new Directory(one.files);
  await using fake = await FakeBuildKit.start({ scenario: one.scenario, ...one.options });
  await using buildx = await withBuildx(fake, { program: program.path });
  const run = buildx.run(one.args, {
    cwd: directory.path,
    ...(one.stdin === undefined ? {} : { stdin: one.stdin }),
    ...(one.env === undefined ? {} : { env: one.env }),
  });
  await one.meanwhile?.(fake);
  const { exitCode, stdout, stderr } = await run;
  const said = stdout + withoutSessionEnd(stderr);
  const { exitCode: wantedCode = 0 } = one;
  expect(typeof wantedCode === 'number' ? [wantedCode] : wantedCode, stdout + stderr).to.include(exitCode);
  for (const wanted of one.shows ?? []) expect(holds(stderr, wanted), `${wanted} in:\n${stderr}`).to.equal(true);
  for (const wanted of one.prints ?? []) expect(holds(stdout, wanted), `${wanted} in:\n${stdout}`).to.equal(true);
  for (const unwanted of one.hides ?? []) expect(holds(said, unwanted), `${unwanted} in:\n${said}`).to.equal(false);
  for (const [path, wanted] of Object.entries(one.writes ?? {})) {
    const text = directory.read(path);
    expect(holds(text, wanted), `${wanted} in ${path}:\n${text}`).to.equal(true);
  }
  if (one.builds !== undefined) expect(fake.requests('LLBBridge.Solve')).to.have.length(one.builds);
  if (one.unknown === true) expect(fake.unknownRequests).to.not.be.empty;
  else if (one.leavesOpen !== true) fake.assertQuiescent();
}

function holds(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
