import { expect } from 'chai';
import { runCli } from './run-cli.js';

describe('buildx-testkit conformance --mutant', () => {
  it('lists the mutants, names first', async () => {
    const { code, out } = await runCli(['conformance', '--mutant', 'list']);
    expect(code).to.equal(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).to.have.lengthOf.at.least(80);
    for (const line of lines) expect(line).to.match(/^[a-z0-9-]+ [A-Z]+-\d{3} [A-Z].*\.$/);
  });

  it('shows how a mutant is caught, and exits 1', async () => {
    const { code, out } = await runCli(['conformance', '--mutant', 'fd2-eof-lost', '--only', 'INVOKE-022']);
    expect(code).to.equal(1);
    expect(out).to.match(/^fake in this process, broken as fd2-eof-lost: /);
    expect(out).to.match(/^INVOKE-022 violated \(MUST\): /m);
    expect(out).to.match(/replay +buildx-testkit conformance --target fake --mutant fd2-eof-lost /);
  });

  it('is strict: a violated SHOULD fails, too', async () => {
    const { code, out } = await runCli([
      'conformance',
      '--mutant',
      'quirk-single-status-channel',
      '--only',
      'STATUS-009',
    ]);
    expect(out).to.match(/^STATUS-009 violated \(SHOULD\): /m);
    expect(code).to.equal(1);
  });

  const wrong: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
    [['fd2-eof-lots'], /no mutant "fd2-eof-lots" \(did you mean fd2-eof-lost\?\)/],
    [['fd2-eof-lost', '--quirks', 'all'], /leave --quirks out/],
    [['fd2-eof-lost', '--target', '127.0.0.1:1'], /--mutant is for --target fake/],
    [['fd2-eof-lost', '--revision', '0.12'], /speaks 2023-04: leave --revision out/],
  ];
  for (const [args, complaint] of wrong) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, err } = await runCli(['conformance', '--mutant', ...args]);
      expect(code).to.equal(2);
      expect(err).to.match(complaint);
    });
  }
});
