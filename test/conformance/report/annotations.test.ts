import { expect } from 'chai';
import type { Misfit } from '../../../src/conformance/engine/probe.js';
import { githubReport } from '../../../src/conformance/report/github.js';
import { markdownReport } from '../../../src/conformance/report/markdown.js';
import { reportOf } from '../engine/report-of.js';

const misfit: Misfit = {
  capability: 'builds.takesLong',
  must: 'takes long',
  what: 'the end of the build',
  expected: 'none',
  seen: 'OK',
};
const counterexample = {
  ...{ seed: 42, path: '3:0', value: null, what: 'List', expected: '[]', seen: '[ `a` ]' },
  steps: ['List #1 {}'],
  journal: [
    { time: 0, kind: 'open', rpc: 'List', call: 1, client: 1 },
    { time: 1, kind: 'request', rpc: 'List', call: 1, client: 1, message: { ref: 'a;b' }, bytes: '' },
    { time: 2, kind: 'response', rpc: 'List', call: 1, client: 1, message: {}, bytes: '' },
  ] as const,
};
const violated = { verdict: 'violated', reason: 'List: 100%\nwrong', counterexample } as const;

describe('the annotations of GitHub Actions', () => {
  it('are an error for what fails the run and for fixtures, a warning for a SHOULD, and nothing for what passed', () => {
    const requirements = [{}, violated, { ...violated, id: 'TEST-002', level: 'SHOULD', title: 'A, b: c.' } as const];
    expect(githubReport(reportOf(requirements, { misfits: [misfit] })).split('\n')).to.deep.equal([
      '::error title=builds.takesLong does not do what it must::builds.takesLong: the end of the build: expected none, ' +
        'seen OK. Give one in the fixtures file that takes long; or leave it out.',
      '::error title=TEST-001 violated%3A It is as it should be.::List: 100%25 wrong',
      '::warning title=TEST-002 violated%3A A%2C b%3A c.::List: 100%25 wrong',
      '',
    ]);
  });

  it('are errors for a SHOULD when strict', () => {
    expect(githubReport(reportOf([{ ...violated, level: 'SHOULD' }], { strict: true }))).to.match(/^::error /);
  });
});

describe('the report in Markdown', () => {
  const text = markdownReport(reportOf([{ id: 'TEST-009' }, violated], { misfits: [misfit] }), { command: 'run it' });

  it('says first what the fixtures do not do, and has a row for what did not pass', () => {
    expect(text).to.match(/2 requirements in 1\.2 s: 1 pass, 1 violated\./);
    expect(text.indexOf('builds.takesLong')).to.be.lessThan(text.indexOf('| TEST-001 |')).and.greaterThan(0);
    expect(text).not.to.include('TEST-009');
  });

  it('unfolds a violation: facts, replay, steps, and a diagram of Mermaid in which nothing of a message is an order', () => {
    expect(text).to.include('<details><summary>TEST-001 violated: It is as it should be.</summary>');
    expect(text).to.include('  replay     run it --only TEST-001 --seed 42 --path 3:0\n1. List #1 {}');
    expect(text).to.include('```mermaid\nsequenceDiagram\n  participant client\n  participant controller\n');
    expect(text).to.include("  client->>controller: 1 ms List #35;1 { ref: 'a#59;b' }\n");
    expect(text).to.include('  controller-->>client: 2 ms List #35;1 {}\n```');
  });

  it('escapes what means something to Markdown', () => {
    const title = 'A <b> | `c` *d*.';
    const shown = markdownReport(reportOf([{ title, verdict: 'stale', reason: 'x' }]));
    expect(shown).to.include('| A &lt;b&gt; \\| \\`c\\` \\*d\\*. |');
  });
});
