import { expect } from 'chai';
import { parse } from 'yaml';
import type { KnownFailure } from '../../../src/conformance/engine/run/known-failing.js';
import { signaturePattern } from '../../../src/conformance/engine/run/known-failing.js';
import { updateKnownFailing } from '../../../src/conformance/files/known-failing-update.js';
import type { Counterexample, RequirementReport } from '../../../src/conformance/engine/report.js';
import { reportOf } from '../engine/report-of.js';

const file = `# What our controller does otherwise.

# Nobody asked for it yet.
- id: INFO-001
  signature: 'the version: expected'
  reason: It has none. # a remark
  link: https://example.com/1
# Flaky since the rewrite.
- { id: LIST-001, signature: the listed refs, reason: They are cached., intermittent: true }

- id: BUILD-001
  signature: the reply
  reason: It comes late.
`;

function violated(id: string, what: string): Partial<RequirementReport> {
  const counterexample: Counterexample = {
    seed: 1,
    path: '',
    value: null,
    what,
    expected: 'this',
    seen: 'that',
    steps: [],
    journal: [],
  };
  return { id, verdict: 'violated', counterexample };
}

const update = (text: string, requirements: readonly Partial<RequirementReport>[], format: 'yaml' | 'json' = 'yaml') =>
  updateKnownFailing(text, format, reportOf(requirements));

describe('A known-failing file after a run', () => {
  it('stays as it is, to the byte, when all failed as it says', () => {
    const odd = '-   {id: INFO-001,   signature: x,\n  reason: y}\n';
    const { text, changes } = update(odd, [{ id: 'INFO-001', verdict: 'expected' }, { id: 'LIST-001' }]);
    expect(text).to.equal(odd);
    expect(changes).to.deep.equal({ added: [], removed: [], changed: [] });
  });

  it('loses what passes, and keeps the rest with its comments', () => {
    const { text, changes } = update(file, [
      { id: 'INFO-001', verdict: 'expected' },
      { id: 'LIST-001' },
      { id: 'BUILD-001', verdict: 'stale' },
    ]);
    expect(changes).to.deep.equal({ added: [], removed: ['BUILD-001'], changed: [] });
    expect(text).to.equal(file.slice(0, file.indexOf('\n- id: BUILD-001')));
  });

  it('keeps its heading when the first entry goes', () => {
    const { text } = update(file, [{ id: 'INFO-001', verdict: 'stale' }]);
    expect(text).to.match(/^# What our controller does otherwise\.\n\n/);
    expect(text).not.to.contain('INFO-001');
    expect(parse(text)).to.have.length(2);
  });

  it('keeps what the run did not judge', () => {
    const { text } = update(file, [
      { id: 'INFO-001', verdict: 'skipped' },
      { id: 'LIST-001', verdict: 'error' },
    ]);
    expect(text).to.equal(file);
  });

  it('gains what failed and was not listed, with a reason to come', () => {
    const { text, changes } = update(file, [violated('STATUS-006', 'a Status to end')]);
    expect(changes.added).to.deep.equal(['STATUS-006']);
    expect(text).to.equal(`${file}- id: STATUS-006\n  signature: "a Status to end: expected"\n  reason: "TODO: why"\n`);
  });

  it('describes otherwise what failed otherwise, and keeps the old reason at hand', () => {
    const { text, changes } = update(file, [violated('INFO-001', 'the package')]);
    expect(changes.changed).to.deep.equal(['INFO-001']);
    const [entry] = parse(text) as KnownFailure[];
    expect(entry).to.deep.equal({
      id: 'INFO-001',
      signature: 'the package: expected',
      reason: 'TODO: why (it was: It has none.)',
      link: 'https://example.com/1',
    });
    expect(text).to.contain('# Nobody asked for it yet.\n');
  });

  it('is begun when there is none', () => {
    const { text } = update('', [violated('STATUS-006', 'a Status to end')]);
    expect(parse(text)).to.deep.equal([
      { id: 'STATUS-006', signature: 'a Status to end: expected', reason: 'TODO: why' },
    ]);
    expect(update(text, [{ id: 'STATUS-006', verdict: 'stale' }]).text).to.equal('[]\n');
  });

  it('may be JSON', () => {
    const json = '[{ "id": "INFO-001", "signature": "x", "reason": "y" }]\n';
    const { text } = update(json, [{ id: 'INFO-001', verdict: 'stale' }, violated('LIST-001', 'the refs')], 'json');
    expect(JSON.parse(text)).to.deep.equal([{ id: 'LIST-001', signature: 'the refs: expected', reason: 'TODO: why' }]);
  });

  it('has signatures that fit the same failure in another run', () => {
    const signatureOf = (what: string): string =>
      (parse(update('', [violated('INFO-001', what)]).text) as KnownFailure[])[0]!.signature;
    const signature = signatureOf('exit 3 of (cat-0a1b2c3d-17)');
    const pattern = signaturePattern(signature) as RegExp;
    expect(pattern.test('exit 45 of (cat-99999999-2): expected this, seen that')).to.equal(true);
    expect(pattern.test('exit 45 of a cat: expected this, seen that')).to.equal(false);
  });
});
